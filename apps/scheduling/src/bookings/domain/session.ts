import { uuidV5 } from '@aftercare/kernel';
import type { Booking, Outcome } from './booking.js';

/** What took place, or did not, in a held place. One per booking. */
export interface Session {
  readonly id: string;
  readonly clinicId: string;
  readonly bookingId: string;
  readonly clientRef: string;
  readonly practitionerId: string;
  readonly techniques: readonly string[];
  readonly areas: readonly string[];
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly record: Outcome;
  readonly recordedAt: Date;
  readonly history: boolean;
  /** The client said that it did not take place. */
  readonly disputedAt: Date | null;
}

/** What the record says to others; undefined where nothing changed. */
export type SessionFact = 'completed' | 'presumed' | 'missed' | 'corrected';

export interface Recorded {
  readonly session: Session;
  readonly fact: SessionFact | undefined;
}

/** What was done, as far as somebody told. */
export interface SessionDetails {
  readonly techniques?: readonly string[] | undefined;
  readonly areas?: readonly string[] | undefined;
}

export const tookPlace = (session: Pick<Session, 'record'>): boolean => session.record !== 'missed';

/** The id follows from the booking, so a record made twice is one record. */
export const sessionIdOf = (bookingId: string): string => uuidV5(bookingId, 'session');

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.join('\u001f') === b.join('\u001f');

const unchanged = (before: Session, after: Session): boolean =>
  before.record === after.record &&
  sameList(before.techniques, after.techniques) &&
  sameList(before.areas, after.areas);

const factOf = (before: Session | undefined, record: Outcome): SessionFact => {
  if (before === undefined) return record;
  // A completion carries the times that a survey needs, so it is said as itself after a presumption or a miss.
  if (record === 'completed') return before.record === 'completed' ? 'corrected' : 'completed';
  return 'corrected';
};

interface Outcomes {
  readonly record: Outcome;
  readonly details: SessionDetails;
  readonly at: Date;
}

/** What nobody told this time stays as it was told before, or as it was booked. */
const sessionAfter = (booking: Booking, outcome: Outcomes, before: Session | undefined): Session => {
  const told: Pick<Session, 'techniques' | 'areas'> = before ?? booking;
  return {
    id: sessionIdOf(booking.id),
    clinicId: booking.clinicId,
    bookingId: booking.id,
    clientRef: booking.clientRef,
    practitionerId: booking.practitionerId,
    techniques: outcome.details.techniques ?? told.techniques,
    areas: outcome.details.areas ?? told.areas,
    startedAt: booking.startsAt,
    endedAt: booking.endsAt,
    record: outcome.record,
    recordedAt: outcome.at,
    history: booking.history,
    disputedAt: before?.disputedAt ?? null,
  };
};

/** Records an outcome over whatever was recorded before. A presumption never overrides what a person said. */
export const recordSession = (before: Session | undefined, booking: Booking, outcome: Outcomes): Recorded => {
  if (before !== undefined && outcome.record === 'presumed') return { session: before, fact: undefined };
  const after = sessionAfter(booking, outcome, before);
  if (before !== undefined && unchanged(before, after)) return { session: before, fact: undefined };
  return { session: after, fact: booking.history ? undefined : factOf(before, outcome.record) };
};

/** A client's word is enough against a presumption; what a practitioner recorded stays and shows the dispute. */
export const disputeSession = (session: Session, at: Date): Recorded => {
  if (session.disputedAt !== null) return { session, fact: undefined };
  if (session.record === 'presumed')
    return { session: { ...session, record: 'missed', recordedAt: at, disputedAt: at }, fact: 'corrected' };
  return { session: { ...session, disputedAt: at }, fact: undefined };
};
