import { DomainError } from '@aftercare/kernel';

/** Who acted: a person at the clinic, the client's own page, or an import of another calendar. */
export type Origin = 'desk' | 'client' | 'import';

/** Where an imported booking came from; the same source and uid are the same booking. */
export interface ImportedFrom {
  readonly source: string;
  readonly uid: string;
  /** All occurrences of one series share it. */
  readonly series: string;
  /** The source's own count of changes. */
  readonly sequence: number;
  /** What the file said last, as one hash: a file that says the same again changes nothing, whatever was moved here since. */
  readonly fingerprint: string;
}

/** What is known of a held place in every state. */
export interface BookingTerms {
  readonly id: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly practitionerId: string;
  readonly room: string | null;
  /** Codes, primary first. */
  readonly techniques: readonly string[];
  readonly areas: readonly string[];
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  /** Rises with every move and with the cancel (RFC 5545 SEQUENCE). */
  readonly sequence: number;
  readonly origin: Origin;
  readonly bookedAt: Date;
  /** No earlier booking of this client at this clinic, active or done. */
  readonly first: boolean;
  /** The client did not come to the visit before, as far as that is recorded. */
  readonly afterMiss?: boolean;
  readonly imported: ImportedFrom | null;
  /** Had ended before it was imported: a record only, nothing follows from it. */
  readonly history: boolean;
  /** Why an overlap was accepted, where one was. */
  readonly overlapReason: string | null;
}

export type Outcome = 'completed' | 'presumed' | 'missed';

export type Booked = BookingTerms & {
  readonly state: 'booked';
  /** The client said "I will be there" about this very time. */
  readonly expectedSince?: Date;
};
export type Cancelled = BookingTerms & {
  readonly state: 'cancelled';
  readonly cancelledAt: Date;
  readonly cancelledBy: Origin;
  readonly cancelReason: string | null;
};
export type Over = BookingTerms & { readonly state: Outcome; readonly closedAt: Date };
export type Booking = Booked | Cancelled | Over;

/** Nobody recorded anything this long after the end: the session is presumed to have taken place. */
export const PRESUMED_AFTER_MS = 3 * 3_600_000;
/** A visit may be entered when the client already stands at the desk. */
export const WALK_IN_MS = 15 * 60_000;

export class BookingCancelledError extends DomainError {
  override readonly code = 'BOOKING_CANCELLED';
}
export class BookingOverError extends DomainError {
  override readonly code = 'BOOKING_OVER';
}
export class BookingStartedError extends DomainError {
  override readonly code = 'BOOKING_STARTED';
}
export class SessionNotStartedError extends DomainError {
  override readonly code = 'SESSION_NOT_STARTED';
}

export const book = (terms: Omit<BookingTerms, 'sequence'>): Booked => ({ ...terms, sequence: 0, state: 'booked' });

const stillAhead = (booking: Booking, now: Date): Booked => {
  if (booking.state === 'cancelled') throw new BookingCancelledError('this visit is cancelled');
  if (booking.state !== 'booked') throw new BookingOverError('this visit is over');
  if (booking.startsAt.getTime() <= now.getTime()) throw new BookingStartedError('this visit has already begun');
  return booking;
};

export interface Move {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly practitionerId: string;
  readonly room: string | null;
  readonly timeZone: string;
  readonly overlapReason: string | null;
}

export const move = (booking: Booking, to: Move, now: Date): Booked => {
  const { expectedSince, ...current } = stillAhead(booking, now);
  // Another room or length is no other time: who said that they come still does.
  const isSameStart = to.startsAt.getTime() === current.startsAt.getTime();
  const expected = isSameStart && expectedSince !== undefined ? { expectedSince } : {};
  return { ...current, ...to, ...expected, sequence: current.sequence + 1 };
};

/**
 * What a client said about coming, by text or on the page. An answer to another time, or about a place that is not held any more,
 * changes nothing; a yes that was said later than a no stands.
 */
export const acknowledge = (
  booking: Booking,
  said: { readonly sequence: number; readonly comes: boolean; readonly at: Date },
): Booking => {
  if (booking.state !== 'booked' || booking.sequence !== said.sequence || said.at >= booking.startsAt) return booking;
  const { expectedSince: since } = booking;
  if (said.comes === (since !== undefined) || (since !== undefined && since > said.at)) return booking;
  const { expectedSince: _takenBack, ...rest } = booking;
  return said.comes ? { ...rest, expectedSince: said.at } : rest;
};

/** What was recorded of the visit before came later than the booking. */
export const markAfterMiss = (booking: Booking, afterMiss: boolean): Booking => {
  if ((booking.afterMiss === true) === afterMiss) return booking;
  const { afterMiss: _before, ...rest } = booking;
  return afterMiss ? { ...rest, afterMiss } : rest;
};

export const cancel = (
  booking: Booking,
  by: { readonly origin: Origin; readonly reason: string | null },
  now: Date,
): Cancelled => ({
  ...stillAhead(booking, now),
  state: 'cancelled',
  sequence: booking.sequence + 1,
  cancelledAt: now,
  cancelledBy: by.origin,
  cancelReason: by.reason,
});

/** Records what became of a place; a record may be put right later, a cancelled place may not. */
export const close = (booking: Booking, outcome: Outcome, now: Date): Over => {
  if (booking.state === 'cancelled') throw new BookingCancelledError('this visit is cancelled');
  if (booking.startsAt.getTime() > now.getTime()) throw new SessionNotStartedError('this visit has not begun yet');
  return { ...booking, state: outcome, closedAt: now };
};

/** When a booking is presumed to have taken place; undefined when it never will be. */
export const presumeAt = (booking: Booking): Date | undefined =>
  booking.state === 'booked' && !booking.history ? new Date(booking.endsAt.getTime() + PRESUMED_AFTER_MS) : undefined;
