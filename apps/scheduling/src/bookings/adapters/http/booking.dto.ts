import { pageQuery } from '@aftercare/platform';
import * as z from 'zod';
import type { Booking } from '../../domain/booking.js';
import type { Session } from '../../domain/session.js';

const id = z.string().min(1).max(64);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/);
const codes = z.array(code).max(10);
const minutes = z.int().min(5).max(480);
const room = z.string().min(1).max(60).nullable();
const reason = z.string().min(1).max(200);

export const bookBody = z.strictObject({
  clientRef: id,
  practitionerId: id,
  room: room.default(null),
  /** Primary first. */
  techniques: codes.min(1),
  areas: codes.default([]),
  startsAt: instant,
  durationMin: minutes.optional(),
  /** Takes the time although it is taken, and says why. */
  overlapReason: reason.optional(),
});
export type BookBody = z.output<typeof bookBody>;

export const moveBody = z.strictObject({
  startsAt: instant,
  durationMin: minutes.optional(),
  practitionerId: id.optional(),
  room: room.optional(),
  overlapReason: reason.optional(),
});
export type MoveBody = z.output<typeof moveBody>;

export const cancelBody = z.strictObject({ reason: reason.optional() }).default({});
export type CancelBody = z.output<typeof cancelBody>;

export const completeBody = z
  .strictObject({ techniques: codes.min(1).optional(), areas: codes.optional() })
  .default({});
export type CompleteBody = z.output<typeof completeBody>;

export const bookingQuery = z.strictObject({
  ...pageQuery,
  from: instant.optional(),
  to: instant.optional(),
  client: id.optional(),
  practitioner: id.optional(),
  state: z.enum(['booked', 'cancelled', 'completed', 'presumed', 'missed']).optional(),
});
export type BookingQuery = z.output<typeof bookingQuery>;

/** What staff read about a booking. */
export const bookingView = (booking: Booking) => ({
  id: booking.id,
  clientRef: booking.clientRef,
  practitionerId: booking.practitionerId,
  room: booking.room,
  techniques: booking.techniques,
  areas: booking.areas,
  place: booking.place,
  startsAt: booking.startsAt.toISOString(),
  endsAt: booking.endsAt.toISOString(),
  timeZone: booking.timeZone,
  state: booking.state,
  sequence: booking.sequence,
  origin: booking.origin,
  bookedAt: booking.bookedAt.toISOString(),
  first: booking.first,
  history: booking.history,
  overlapReason: booking.overlapReason,
  ...(booking.state === 'cancelled'
    ? { cancelledAt: booking.cancelledAt.toISOString(), cancelReason: booking.cancelReason }
    : {}),
  ...(booking.state === 'booked' && booking.expectedSince !== undefined
    ? { expectedSince: booking.expectedSince.toISOString() }
    : {}),
});
export type BookingView = ReturnType<typeof bookingView>;

export const sessionView = (session: Session) => ({
  id: session.id,
  bookingId: session.bookingId,
  techniques: session.techniques,
  areas: session.areas,
  record: session.record,
  recordedAt: session.recordedAt.toISOString(),
  disputed: session.disputedAt !== null,
});
export type SessionView = ReturnType<typeof sessionView>;
