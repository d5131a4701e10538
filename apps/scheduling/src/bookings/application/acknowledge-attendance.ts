import { replyUnderstoodV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { acknowledge } from '../domain/booking.js';
import type { Booking } from '../domain/booking.js';
import { BookingStore } from './ports.js';
import { sayAcknowledged } from './sayings.js';

type ReplyUnderstood = EventOf<typeof replyUnderstoodV1>;

/** A client answered a note about a visit: the booking reads "expected", or no longer. The place is held either way. */
@Injectable()
export class AcknowledgeAttendance extends Reaction<Booking, typeof replyUnderstoodV1> {
  override readonly name = 'acknowledge-attendance';
  override readonly consumes = [replyUnderstoodV1] as const;

  constructor(private readonly bookings: BookingStore) {
    super();
  }

  override keyOf(event: ReplyUnderstood): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.bookingId };
  }

  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override async load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<Booking>>> {
    const found = new Map<string, Loaded<Booking>>();
    for (const key of keys) {
      const booking = await this.bookings.booking(key, within);
      if (booking !== undefined) found.set(nameOf(key), booking);
    }
    return found;
  }

  override decide(booking: Booking | undefined, { data }: ReplyUnderstood): Decision<Booking> {
    if (booking === undefined) return { state: undefined, says: [] };
    const at = new Date(data.at);
    const comes = data.intent === 'yes';
    const state = acknowledge(booking, { sequence: data.sequence, comes, at });
    return { state, says: state === booking ? [] : [sayAcknowledged(state, { expected: comes, at })] };
  }

  override save(changes: readonly Change<Booking>[], work: UnitOfWork): void {
    for (const { before, after } of changes)
      if (after !== before?.state) this.bookings.saveBooking(after, before?.version, work);
  }
}
