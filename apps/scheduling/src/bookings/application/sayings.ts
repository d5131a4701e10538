import {
  attendanceAcknowledgedV1,
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingMarkedV1,
  bookingRescheduledV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
} from '@aftercare/contracts';
import { say } from '@aftercare/messaging';
import type { Saying } from '@aftercare/messaging';
import type { Booking, Cancelled, Origin } from '../domain/booking.js';
import { tookPlace } from '../domain/session.js';
import type { Recorded, Session } from '../domain/session.js';

const placeOf = (booking: Booking) => ({
  bookingId: booking.id,
  clientRef: booking.clientRef,
  sequence: booking.sequence,
  startsAt: booking.startsAt.toISOString(),
  endsAt: booking.endsAt.toISOString(),
  timeZone: booking.timeZone,
});

const afterMissOf = ({ afterMiss }: Booking) => (afterMiss === true ? { afterMiss } : {});

export const sayConfirmed = (booking: Booking): Saying =>
  say(bookingConfirmedV1, booking.clinicId, {
    ...placeOf(booking),
    bookedAt: booking.bookedAt.toISOString(),
    origin: booking.origin,
    first: booking.first,
    ...afterMissOf(booking),
  });

export const sayRescheduled = (
  before: Booking,
  after: Booking,
  by: { readonly origin: Origin; readonly at: Date },
): Saying =>
  say(bookingRescheduledV1, after.clinicId, {
    ...placeOf(after),
    previousStartsAt: before.startsAt.toISOString(),
    bookedAt: after.bookedAt.toISOString(),
    movedAt: by.at.toISOString(),
    origin: by.origin,
    first: after.first,
    ...afterMissOf(after),
  });

export const sayCancelled = (booking: Cancelled): Saying =>
  say(bookingCancelledV1, booking.clinicId, {
    ...placeOf(booking),
    cancelledAt: booking.cancelledAt.toISOString(),
    origin: booking.cancelledBy,
  });

/** `version` is the one that the booking's document gets. */
export const sayMarked = (booking: Booking, { version, at }: { readonly version: number; readonly at: Date }): Saying =>
  say(bookingMarkedV1, booking.clinicId, {
    ...placeOf(booking),
    version,
    afterMiss: booking.afterMiss === true,
    at: at.toISOString(),
  });

export const sayAcknowledged = (booking: Booking, said: { readonly expected: boolean; readonly at: Date }): Saying =>
  say(attendanceAcknowledgedV1, booking.clinicId, {
    bookingId: booking.id,
    clientRef: booking.clientRef,
    sequence: booking.sequence,
    expected: said.expected,
    at: said.at.toISOString(),
  });

/** What a changed record says, with the version that its document gets. */
export const sayRecorded = ({ session, fact }: Recorded, version: number): readonly Saying[] => {
  const head = { sessionId: session.id, bookingId: session.bookingId, clientRef: session.clientRef, version };
  const times = timesOf(session);
  switch (fact) {
    case undefined:
      return [];
    case 'completed':
      return [say(sessionCompletedV1, session.clinicId, { ...head, ...times })];
    case 'presumed':
      return [say(sessionPresumedV1, session.clinicId, { ...head, ...times })];
    case 'missed':
      return [say(sessionMissedV1, session.clinicId, { ...head, startsAt: times.startedAt })];
    case 'corrected':
      return [say(sessionCorrectedV1, session.clinicId, { ...head, tookPlace: tookPlace(session) })];
  }
};

const timesOf = (session: Session) => ({
  startedAt: session.startedAt.toISOString(),
  endedAt: session.endedAt.toISOString(),
});
