import type { LocalDate } from '@aftercare/kernel';
import type { Frame, SetId } from './survey.js';

/** A held place, as the newest word about it says. */
export interface BookingFact {
  readonly bookingId: string;
  readonly sequence: number;
  readonly startsAt: Date;
  /** When the newest time was agreed; absent while only a cancel has arrived. */
  readonly agreedAt: Date | undefined;
  readonly agreedSequence: number;
  readonly first: boolean;
  readonly imported: boolean;
  readonly cancelledAt: Date | undefined;
}

/** What is known of a session. */
export interface SessionFact {
  readonly sessionId: string;
  readonly bookingId: string;
  readonly version: number;
  readonly tookPlace: boolean;
  readonly presumed: boolean;
  readonly endedAt: Date | undefined;
  readonly technique: string | undefined;
  /** Hours after the end before its form is asked. */
  readonly delayHours: number;
}

/** What the clinic's licences allow in the quarterly slot; `off` says why what was planned is taken back. */
export type QuarterlySlot =
  | { readonly kind: 'on'; readonly set: SetId; readonly minDays: number; readonly since: Date }
  | { readonly kind: 'off'; readonly why: 'LICENCE_ENDED' | 'RULE_CHANGED' };

/** One client's visits at one clinic: all that the planning of surveys looks at. */
export interface Journey {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly bookings: readonly BookingFact[];
  readonly sessions: readonly SessionFact[];
  readonly firstSessionOn: LocalDate | undefined;
  /** Undefined while the owner knows neither clinic nor client. */
  readonly frame: Frame | undefined;
  /** Absent where the clinic never had a slot. */
  readonly quarterly?: QuarterlySlot;
}

export const emptyJourney = (clinicId: string, clientRef: string): Journey => ({
  clinicId,
  clientRef,
  bookings: [],
  sessions: [],
  firstSessionOn: undefined,
  frame: undefined,
});

const byId = <T>(list: readonly T[], idOf: (one: T) => string): readonly T[] =>
  [...list].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));

const replaced = <T>(list: readonly T[], fact: T, idOf: (one: T) => string): readonly T[] =>
  byId([...list.filter((one) => idOf(one) !== idOf(fact)), fact], idOf);

/** Joins two words about one place; the order in which they arrive does not matter. */
export const joinBooking = (known: BookingFact | undefined, fact: BookingFact): BookingFact => {
  if (known === undefined) return fact;
  const newest = fact.sequence > known.sequence ? fact : known;
  const agreed = fact.agreedSequence > known.agreedSequence ? fact : known;
  return {
    ...newest,
    agreedAt: agreed.agreedAt,
    agreedSequence: agreed.agreedSequence,
    first: known.first || fact.first,
    imported: known.imported || fact.imported,
  };
};

/** Joins two words about one session: the higher version says what is true, any of them may bring the times. */
export const joinSession = (known: SessionFact | undefined, fact: SessionFact): SessionFact => {
  if (known === undefined) return fact;
  const [newest, older] = fact.version > known.version ? [fact, known] : [known, fact];
  return { ...newest, endedAt: newest.endedAt ?? older.endedAt, technique: newest.technique ?? older.technique };
};

export const withBooking = (journey: Journey, fact: BookingFact): Journey => {
  const known = journey.bookings.find((booking) => booking.bookingId === fact.bookingId);
  return { ...journey, bookings: replaced(journey.bookings, joinBooking(known, fact), (booking) => booking.bookingId) };
};

export const withSession = (journey: Journey, fact: SessionFact): Journey => {
  const known = journey.sessions.find((session) => session.sessionId === fact.sessionId);
  return { ...journey, sessions: replaced(journey.sessions, joinSession(known, fact), (session) => session.sessionId) };
};
