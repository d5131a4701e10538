import { Clock } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { Cause, UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { book } from '../domain/booking.js';
import type { Booking, BookingTerms } from '../domain/booking.js';
import { SlotTakenError } from '../domain/day-book.js';
import { checkTerms, shortestMinutes } from '../domain/terms-check.js';
import { BookingDesk } from './booking-desk.js';
import { HouseReader } from './house.js';
import type { House } from './house.js';
import { BookingStore } from './ports.js';
import { sayConfirmed } from './sayings.js';

export interface BookSessionCommand {
  /** The same for every repetition of one request, so that it holds one place. */
  readonly id: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly practitionerId: string;
  readonly room: string | null;
  readonly techniques: readonly string[];
  readonly areas: readonly string[];
  readonly startsAt: Date;
  /** The shortest length of the techniques where nothing is said. */
  readonly durationMin?: number | undefined;
  /** Takes the time although somebody else holds it, and says why. */
  readonly overlapReason?: string | undefined;
}

/** Holds a place for a client. */
@Injectable()
export class BookSession {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: BookingStore,
    private readonly house: HouseReader,
    private readonly clock: Clock,
  ) {}

  execute(command: BookSessionCommand, cause?: Cause): Promise<Booking> {
    return this.transactions.run(async (work) => {
      const made = await this.store.booking({ clinicId: command.clinicId, id: command.id }, work.within);
      return made?.state ?? this.within(work, command);
    }, cause);
  }

  private async within(work: UseCaseWork, command: BookSessionCommand): Promise<Booking> {
    const now = this.clock.now();
    const client = { clinicId: command.clinicId, id: command.clientRef };
    await this.house.requireClient(client, work.within);
    const house = await this.house.of({ clinicId: command.clinicId, id: command.practitionerId }, work.within);
    const terms = termsOf(command, { house, now });
    checkTerms(terms, house.rules, now);
    const desk = await BookingDesk.open(this.store, { visits: [terms], clients: [client] }, work.within);
    const clashes = desk.clashes(terms.id, terms);
    if (clashes.length > 0 && terms.overlapReason === null) throw new SlotTakenError(clashes);
    const afterMiss = desk.isAfterMiss(client, terms.startsAt) ? { afterMiss: true } : {};
    const booking = book({ ...terms, first: desk.isFirst(client), ...afterMiss });
    desk.enter(booking);
    desk.save(this.store, work.writes);
    this.store.saveBooking(booking, undefined, work.writes);
    work.say(sayConfirmed(booking), 1);
    return booking;
  }
}

const termsOf = (
  command: BookSessionCommand,
  { house, now }: { readonly house: House; readonly now: Date },
): Omit<BookingTerms, 'sequence'> => {
  const minutes = command.durationMin ?? shortestMinutes(command.techniques, house.rules);
  return {
    id: command.id,
    clinicId: command.clinicId,
    clientRef: command.clientRef,
    practitionerId: command.practitionerId,
    room: command.room,
    techniques: command.techniques,
    areas: command.areas,
    place: house.clinic.place,
    startsAt: command.startsAt,
    endsAt: new Date(command.startsAt.getTime() + minutes * 60_000),
    timeZone: house.clinic.zone,
    origin: 'desk',
    bookedAt: now,
    first: false,
    imported: null,
    history: false,
    overlapReason: command.overlapReason ?? null,
  };
};
