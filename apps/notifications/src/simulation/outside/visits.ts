import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingMarkedV1,
  bookingRescheduledV1,
  followupPlannedV1,
  followupWithdrawnV1,
} from '@aftercare/contracts';
import { addDays, dateOf, utcOf } from '@aftercare/kernel';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import { nameOf } from './facts.js';
import type { Booking } from './facts.js';
import type { Forms } from './forms.js';
import { HOUR_MS } from './outside.js';
import type { Outside } from './outside.js';

const missOf = ({ afterMiss }: Booking) => (afterMiss ? { afterMiss } : {});

/** Scheduling: people book, move, cancel and come; afterwards the next visit is due some day. */
export class Visits {
  private count = 0;

  constructor(
    private readonly outside: Outside,
    private readonly forms: Forms,
  ) {}

  /** A visit that will be booked at an instant. */
  plan(client: ToldContact, at: Date): void {
    this.outside.agenda.at(at, () => this.book(client));
  }

  private book(client: ToldContact): void {
    const { facts, clock, random } = this.outside;
    const rules = facts.clinics.get(client.clinicId);
    if (rules === undefined) return;
    this.count += 1;
    const startsAt = this.someStart(rules.zone);
    const booking: Booking = {
      bookingId: `visit-${this.count}`,
      clinicId: client.clinicId,
      clientRef: client.clientRef,
      sequence: 0,
      startsAt,
      endsAt: new Date(startsAt.getTime() + HOUR_MS),
      timeZone: rules.zone,
      status: 'booked',
      afterMiss: random.chance(0.3),
      version: 1,
      changedAt: clock.now(),
    };
    facts.bookings.set(booking.bookingId, booking);
    facts.misses.set(booking.bookingId, [{ eventId: '', plan: booking.afterMiss }]);
    this.withdrawFollowUps(booking);
    this.tell(bookingConfirmedV1, booking, {
      bookedAt: clock.now().toISOString(),
      origin: 'desk',
      first: false,
      ...missOf(booking),
    });
    if (random.chance(0.35)) this.later(booking, () => this.move(booking.bookingId));
    if (random.chance(0.15)) this.later(booking, () => this.move(booking.bookingId));
    if (random.chance(0.25)) this.later(booking, () => this.cancel(booking.bookingId));
    this.complete(booking);
  }

  /** At an instant before the visit, often within minutes of the booking. */
  private later(booking: Booking, act: () => void): void {
    const { clock, random, agenda, atBadMoment } = this.outside;
    const leftMs = booking.startsAt.getTime() - clock.ms;
    const soonMs = random.between(0, 240) * 1000;
    const inMs = random.chance(0.3) ? soonMs : Math.floor(random.next() * leftMs);
    agenda.at(new Date(clock.ms + inMs), () => atBadMoment(booking, act));
  }

  private someStart(zone: string): Date {
    const { clock, random } = this.outside;
    const leadHours = random.pick([random.between(2, 24), random.between(24, 96), random.between(96, 200)]);
    const near = new Date(clock.ms + leadHours * HOUR_MS);
    const time = `${String(random.between(7, 20)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}`;
    const start = utcOf({ date: dateOf(near, zone), time }, zone);
    return start.getTime() > clock.ms ? start : utcOf({ date: addDays(dateOf(near, zone), 1), time }, zone);
  }

  private move(bookingId: string): void {
    const { facts, clock } = this.outside;
    const booking = facts.bookings.get(bookingId);
    if (booking?.status !== 'booked' || booking.startsAt.getTime() <= clock.ms) return;
    const startsAt = this.someStart(booking.timeZone);
    if (startsAt.getTime() === booking.startsAt.getTime()) return;
    const moved = {
      ...booking,
      sequence: booking.sequence + 1,
      version: booking.version + 1,
      startsAt,
      endsAt: new Date(startsAt.getTime() + HOUR_MS),
      changedAt: clock.now(),
    };
    facts.bookings.set(bookingId, moved);
    const now = clock.now().toISOString();
    const previousStartsAt = booking.startsAt.toISOString();
    this.tell(bookingRescheduledV1, moved, {
      previousStartsAt,
      bookedAt: now,
      movedAt: now,
      origin: 'client',
      first: false,
      ...missOf(moved),
    });
    this.complete(moved);
  }

  private cancel(bookingId: string): void {
    const { facts, clock } = this.outside;
    const booking = facts.bookings.get(bookingId);
    if (booking?.status !== 'booked' || booking.startsAt.getTime() <= clock.ms) return;
    const sequence = booking.sequence + 1;
    const version = booking.version + 1;
    const cancelled = { ...booking, sequence, version, status: 'cancelled' as const, changedAt: clock.now() };
    facts.bookings.set(bookingId, cancelled);
    this.tell(bookingCancelledV1, cancelled, { cancelledAt: clock.now().toISOString(), origin: 'client' });
  }

  /** It took place: a form is asked for and the next visit planned. Or nobody came. */
  private complete({ bookingId, sequence, endsAt }: Booking): void {
    const { facts, agenda, random } = this.outside;
    agenda.at(endsAt, () => {
      const booking = facts.bookings.get(bookingId);
      if (booking?.status !== 'booked' || booking.sequence !== sequence) return;
      facts.bookings.set(bookingId, { ...booking, status: 'done' });
      if (random.chance(0.3)) return this.miss(booking);
      if (random.chance(0.8)) this.forms.plan(booking);
      if (random.chance(0.7)) this.planFollowUp(booking);
    });
  }

  /** The next visit that is booked already learns of it; now and then it is put right soon after. */
  private miss(missed: Booking): void {
    const { facts, agenda, clock, random } = this.outside;
    const [next] = [...facts.bookings.values()]
      .filter((one) => nameOf(one) === nameOf(missed) && one.status === 'booked' && one.startsAt > clock.now())
      .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
    if (next === undefined) return;
    this.mark(next.bookingId, true);
    if (!random.chance(0.5)) return;
    const inMs = random.between(0, 40 * 60) * 60_000;
    agenda.at(new Date(clock.ms + inMs), () =>
      this.outside.atBadMoment(missed, () => this.mark(next.bookingId, false)),
    );
  }

  private mark(bookingId: string, afterMiss: boolean): void {
    const { facts, clock } = this.outside;
    const booking = facts.bookings.get(bookingId);
    if (booking?.status !== 'booked' || booking.startsAt <= clock.now() || booking.afterMiss === afterMiss) return;
    const marked = { ...booking, afterMiss, version: booking.version + 1 };
    facts.bookings.set(bookingId, marked);
    const { version } = marked;
    const eventId = this.tell(bookingMarkedV1, marked, { version, afterMiss, at: clock.now().toISOString() });
    facts.misses.get(bookingId)?.push({ eventId, plan: afterMiss });
  }

  private planFollowUp({ bookingId, clinicId, clientRef, endsAt }: Booking): void {
    const { facts, teller, random } = this.outside;
    const zone = facts.people.get(nameOf({ clinicId, clientRef }))?.zone ?? facts.clinics.get(clinicId)?.zone ?? 'UTC';
    const sessionId = `session-of-${bookingId}`;
    const dueOn = addDays(dateOf(endsAt, zone), random.between(2, 8));
    const dueAt = utcOf({ date: dueOn, time: '10:00' }, zone).toISOString();
    const data = { sessionId, clientRef, version: 1, dueOn, dueAt, windowStart: dueOn, windowEnd: dueOn };
    const eventId = teller.tell(followupPlannedV1, clinicId, { ...data, policyVersion: 'cadence@1' });
    facts.followUps.set(sessionId, { sessionId, clinicId, clientRef, version: 1, dueOn, eventId, state: 'planned' });
  }

  /** Somebody who has booked needs no note, once scheduling has noticed. */
  private withdrawFollowUps(client: { readonly clinicId: string; readonly clientRef: string }): void {
    const { facts, teller } = this.outside;
    for (const one of facts.followUps.values()) {
      if (nameOf(one) !== nameOf(client) || one.state === 'withdrawn') continue;
      const { sessionId, clinicId, clientRef } = one;
      const version = one.version + 1;
      const eventId = teller.tell(followupWithdrawnV1, clinicId, {
        sessionId,
        clientRef,
        version,
        reason: 'HAS_BOOKING',
      });
      facts.followUps.set(sessionId, { ...one, version, eventId, state: 'withdrawn' });
    }
  }

  private tell(
    contract:
      typeof bookingConfirmedV1 | typeof bookingRescheduledV1 | typeof bookingCancelledV1 | typeof bookingMarkedV1,
    booking: Booking,
    more: object,
  ): string {
    const { clinicId, bookingId, clientRef, sequence, timeZone } = booking;
    const times = { startsAt: booking.startsAt.toISOString(), endsAt: booking.endsAt.toISOString() };
    // The contract's own parser checks it.
    const data = { bookingId, clientRef, sequence, timeZone, ...times, ...more } as never;
    return this.outside.teller.tell(contract, clinicId, data);
  }
}
