import { Clock, NotFoundError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { Cause, Loaded, UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { cancel, move } from '../domain/booking.js';
import type { Booking, Origin } from '../domain/booking.js';
import { SlotTakenError } from '../domain/day-book.js';
import { checkTerms } from '../domain/terms-check.js';
import { BookingDesk } from './booking-desk.js';
import { HouseReader } from './house.js';
import { BookingStore } from './ports.js';
import { sayCancelled, sayRescheduled } from './sayings.js';
import { VisitsAhead } from './visits-ahead.js';

export interface MoveBookingCommand {
  readonly key: ClinicKey;
  readonly startsAt: Date;
  readonly durationMin?: number | undefined;
  readonly practitionerId?: string | undefined;
  readonly room?: string | null | undefined;
  readonly overlapReason?: string | undefined;
  readonly origin: Origin;
}

export interface CancelBookingCommand {
  readonly key: ClinicKey;
  readonly reason: string | null;
  readonly origin: Origin;
}

const clientKey = (booking: Booking): ClinicKey => ({ clinicId: booking.clinicId, id: booking.clientRef });

const load = async (store: BookingStore, key: ClinicKey, work: UseCaseWork): Promise<Loaded<Booking>> => {
  const loaded = await store.booking(key, work.within);
  if (loaded === undefined) throw new NotFoundError('there is no such visit');
  return loaded;
};

/** Gives a held place another time, practitioner or room. */
@Injectable()
export class MoveBooking {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: BookingStore,
    private readonly house: HouseReader,
    private readonly visitsAhead: VisitsAhead,
    private readonly clock: Clock,
  ) {}

  execute(command: MoveBookingCommand, cause?: Cause): Promise<Booking> {
    return this.transactions.run(async (work) => {
      const now = this.clock.now();
      const loaded = await load(this.store, command.key, work);
      const before = loaded.state;
      const practitionerId = command.practitionerId ?? before.practitionerId;
      const { rules } = await this.house.of({ clinicId: before.clinicId, id: practitionerId }, work.within);
      const to = { ...targetOf(before, command), practitionerId, timeZone: rules.zone };
      const moved = move(before, to, now);
      checkTerms(moved, rules, now);
      const desk = await BookingDesk.open(this.store, { visits: [before, moved], clients: [] }, work.within);
      const clashes = desk.clashes(moved.id, moved);
      if (clashes.length > 0 && moved.overlapReason === null) throw new SlotTakenError(clashes);
      desk.shift(before, moved);
      desk.save(this.store, work.writes);
      const after = await this.visitsAhead.moved(moved, work);
      this.store.saveBooking(after, loaded.version, work.writes);
      work.say(sayRescheduled(before, after, { origin: command.origin, at: now }), loaded.version + 1);
      return after;
    }, cause);
  }
}

const targetOf = (before: Booking, command: MoveBookingCommand) => {
  const lengthMs =
    command.durationMin === undefined
      ? before.endsAt.getTime() - before.startsAt.getTime()
      : command.durationMin * 60_000;
  return {
    startsAt: command.startsAt,
    endsAt: new Date(command.startsAt.getTime() + lengthMs),
    room: command.room === undefined ? before.room : command.room,
    overlapReason: command.overlapReason ?? null,
  };
};

/** Gives a held place up. A repeated cancel answers like the first and says nothing again. */
@Injectable()
export class CancelBooking {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: BookingStore,
    private readonly visitsAhead: VisitsAhead,
    private readonly clock: Clock,
  ) {}

  execute(command: CancelBookingCommand, cause?: Cause): Promise<Booking> {
    return this.transactions.run(async (work) => {
      const loaded = await load(this.store, command.key, work);
      if (loaded.state.state === 'cancelled') return loaded.state;
      const after = cancel(loaded.state, command, this.clock.now());
      const desk = await BookingDesk.open(
        this.store,
        { visits: [loaded.state], clients: [clientKey(after)] },
        work.within,
      );
      desk.drop(loaded.state);
      desk.save(this.store, work.writes);
      this.store.saveBooking(after, loaded.version, work.writes);
      work.say(sayCancelled(after), loaded.version + 1);
      await this.visitsAhead.passOn(loaded.state, work);
      return after;
    }, cause);
  }
}
