import { Clock } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { markAfterMiss } from '../domain/booking.js';
import type { Booking } from '../domain/booking.js';
import { marksAfter, recordedIn } from '../domain/client-book.js';
import type { ClientBook } from '../domain/client-book.js';
import { BookingStore, SessionStore } from './ports.js';
import { sayMarked } from './sayings.js';

/** Lets the visits that a client has booked, or books at this moment, know what became of the one before. */
@Injectable()
export class VisitsAhead {
  constructor(
    private readonly bookings: BookingStore,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  /** In the client's guard document, so that a visit that is booked at this moment knows of it or comes before it. */
  async learnOf(recorded: Booking, work: UseCaseWork): Promise<void> {
    const { clinicId, clientRef, startsAt, state } = recorded;
    const [loaded] = await this.bookings.clientBooks([{ clinicId, id: clientRef }], work.within);
    const book = loaded?.state ?? { clinicId, clientRef, bookings: 0 };
    const next = recordedIn(book, { startsAt, missed: state === 'missed' });
    if (next === book) return;
    this.bookings.saveClientBook(next, loaded?.version, work.writes);
    // Nobody missed anything, so no visit ahead says so.
    if (next.last?.missed !== true && book.last?.missed !== true) return;
    await this.markBy(next, recorded, work);
  }

  /** The visit that knew of a miss is given up: the next one knows of it now. */
  async passOn(cancelled: Booking, work: UseCaseWork): Promise<void> {
    if (cancelled.afterMiss !== true) return;
    const { clinicId, clientRef } = cancelled;
    const [loaded] = await this.bookings.clientBooks([{ clinicId, id: clientRef }], work.within);
    if (loaded !== undefined) await this.markBy(loaded.state, cancelled, work);
  }

  /**
   * A visit that gets another time: whichever is next now knows of a miss before it. Answers the visit as it is to be kept, since its
   * move is written with it.
   */
  async moved(visit: Booking, work: UseCaseWork): Promise<Booking> {
    const { clinicId, clientRef, id } = visit;
    const [loaded] = await this.bookings.clientBooks([{ clinicId, id: clientRef }], work.within);
    if (loaded === undefined) return visit;
    // So a miss that is recorded at this moment finds this visit where it is now, or this finds the miss.
    this.bookings.saveClientBook(loaded.state, loaded.version, work.writes);
    if (loaded.state.last?.missed !== true) return visit;
    const marks = marksAfter(loaded.state, [...(await this.bookedAhead(visit, work)), visit]);
    for (const mark of marks) if (mark.id !== id) await this.mark({ clinicId, id: mark.id }, mark.afterMiss, work);
    return marks.some((mark) => mark.id === id && mark.afterMiss) ? markAfterMiss(visit, true) : visit;
  }

  /**
   * The marks of a client's visits as many changes of one moment leave them. Answers those of the changed ones, which are not written
   * yet, and writes the others.
   */
  async marksAmong(
    changed: readonly Booking[],
    book: ClientBook,
    work: UseCaseWork,
  ): Promise<readonly { readonly id: string; readonly afterMiss: boolean }[]> {
    if (book.last?.missed !== true) return [];
    const ids = new Set(changed.map(({ id }) => id));
    const now = this.clock.now();
    const others = (await this.openAhead({ clinicId: book.clinicId, id: book.clientRef }, work)).filter(
      ({ id }) => !ids.has(id),
    );
    const ours = changed.filter(({ state, startsAt }) => state === 'booked' && startsAt > now);
    const marks = marksAfter(book, [...others, ...ours]);
    for (const { id, afterMiss } of marks)
      if (!ids.has(id)) await this.mark({ clinicId: book.clinicId, id }, afterMiss, work);
    return marks.filter(({ id }) => ids.has(id));
  }

  private async markBy(book: ClientBook, visit: Booking, work: UseCaseWork): Promise<void> {
    for (const { id, afterMiss } of marksAfter(book, await this.bookedAhead(visit, work)))
      await this.mark({ clinicId: visit.clinicId, id }, afterMiss, work);
  }

  private async bookedAhead({ clinicId, clientRef, id }: Booking, work: UseCaseWork): Promise<readonly Booking[]> {
    return (await this.openAhead({ clinicId, id: clientRef }, work)).filter((booking) => booking.id !== id);
  }

  private async openAhead(client: ClinicKey, { within }: UseCaseWork): Promise<readonly Booking[]> {
    const care = (await this.sessions.careOf([client], within)).get(nameOf(client));
    const now = this.clock.now();
    return (care?.openBookings ?? []).filter((booking) => booking.startsAt > now);
  }

  /** Its version is checked when it is written: a move or cancel of this moment is tried again, or this is. */
  private async mark(
    key: { readonly clinicId: string; readonly id: string },
    afterMiss: boolean,
    work: UseCaseWork,
  ): Promise<void> {
    const loaded = await this.bookings.booking(key, work.within);
    if (loaded === undefined) return;
    const booking = markAfterMiss(loaded.state, afterMiss);
    const version = loaded.version + 1;
    this.bookings.saveBooking(booking, loaded.version, work.writes);
    work.say(sayMarked(booking, { version, at: this.clock.now() }), version);
  }
}
