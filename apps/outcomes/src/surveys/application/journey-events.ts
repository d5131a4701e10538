import type {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingRescheduledV1,
  EventOf,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
} from '@aftercare/contracts';
import { nameOf } from '@aftercare/messaging';
import { dateOf } from '@aftercare/kernel';
import { delayFor, frameOf } from '../domain/facts.js';
import {
  emptyJourney,
  withBooking,
  withSession,
  type BookingFact,
  type Journey,
  type SessionFact,
} from '../domain/journey.js';
import type { QuarterlySlot } from '../domain/journey.js';
import type { ClientFacts, ClinicFacts, SessionFacts, VisitRef } from './ports.js';

export type JourneyContract =
  | typeof bookingConfirmedV1
  | typeof bookingRescheduledV1
  | typeof bookingCancelledV1
  | typeof sessionCompletedV1
  | typeof sessionPresumedV1
  | typeof sessionCorrectedV1
  | typeof sessionMissedV1;
export type JourneyEvent = EventOf<JourneyContract>;

/** What the owner says about everybody and everything in a batch; by clinic, client name and session name. */
export interface JourneyFacts {
  readonly clinics: ReadonlyMap<string, ClinicFacts>;
  readonly clients: ReadonlyMap<string, ClientFacts>;
  readonly sessions: ReadonlyMap<string, SessionFacts>;
  /** By clinic; absent where it never held a licence. */
  readonly slots: ReadonlyMap<string, QuarterlySlot>;
}

const DEFAULT_DELAY = { deepTissueHours: 48, defaultHours: 24 };

type SessionEvent = Extract<JourneyEvent, { data: { sessionId: string } }>;
type BookingEvent = Exclude<JourneyEvent, SessionEvent>;

const isSession = (event: JourneyEvent): event is SessionEvent => 'sessionId' in event.data;

/** What is asked about the clients of some events: each client once, with the sessions that the events are about. */
export const visitRefsOf = (events: readonly JourneyEvent[]): readonly VisitRef[] => {
  const refs = new Map<string, VisitRef & { readonly sessionIds: string[] }>();
  for (const event of events) {
    const { clinicid: clinicId, data } = event;
    const name = nameOf({ clinicId, id: data.clientRef });
    const ref = refs.get(name) ?? { clinicId, clientRef: data.clientRef, sessionIds: [] };
    refs.set(name, ref);
    if (isSession(event)) ref.sessionIds.push(event.data.sessionId);
  }
  return [...refs.values()];
};

const bookingFact = (event: BookingEvent): BookingFact => {
  const head = {
    bookingId: event.data.bookingId,
    sequence: event.data.sequence,
    startsAt: new Date(event.data.startsAt),
    imported: event.data.origin === 'import',
  };
  if (event.type === 'aftercare.scheduling.booking.cancelled.v1') {
    return {
      ...head,
      imported: false,
      agreedAt: undefined,
      agreedSequence: -1,
      first: false,
      cancelledAt: new Date(event.data.cancelledAt),
    };
  }
  const agreedAt =
    event.type === 'aftercare.scheduling.booking.rescheduled.v1' ? event.data.movedAt : event.data.bookedAt;
  return {
    ...head,
    agreedAt: new Date(agreedAt),
    agreedSequence: head.sequence,
    first: event.data.first,
    cancelledAt: undefined,
  };
};

const tookPlace = (event: SessionEvent): boolean => {
  switch (event.type) {
    case 'aftercare.scheduling.session.completed.v1':
    case 'aftercare.scheduling.session.presumed.v1':
      return true;
    case 'aftercare.scheduling.session.missed.v1':
      return false;
    case 'aftercare.scheduling.session.corrected.v1':
      return event.data.tookPlace;
  }
};

const sessionFact = (event: SessionEvent, facts: JourneyFacts): SessionFact => {
  const known = facts.sessions.get(nameOf({ clinicId: event.clinicid, id: event.data.sessionId }));
  const endedAt = 'endedAt' in event.data ? new Date(event.data.endedAt) : known?.endedAt;
  return {
    sessionId: event.data.sessionId,
    bookingId: event.data.bookingId,
    version: event.data.version,
    tookPlace: tookPlace(event),
    presumed: event.type === 'aftercare.scheduling.session.presumed.v1',
    endedAt,
    technique: known?.techniques[0],
    delayHours: delayFor(known?.techniques ?? [], facts.clinics.get(event.clinicid) ?? DEFAULT_DELAY),
  };
};

/** Adds one event to what is known of a client's visits. */
export const withEvent = (journey: Journey | undefined, event: JourneyEvent, facts: JourneyFacts): Journey => {
  const known = journey ?? emptyJourney(event.clinicid, event.data.clientRef);
  const clinic = facts.clinics.get(event.clinicid);
  const client = facts.clients.get(nameOf({ clinicId: event.clinicid, id: event.data.clientRef }));
  const frame = clinic === undefined ? known.frame : frameOf(clinic, client, new Date(event.time));
  const slot = facts.slots.get(event.clinicid);
  const framed: Journey = { ...known, frame, ...(slot === undefined ? {} : { quarterly: slot }) };
  if (!isSession(event)) return withBooking(framed, bookingFact(event));
  const session = facts.sessions.get(nameOf({ clinicId: event.clinicid, id: event.data.sessionId }));
  const firstSessionOn =
    session === undefined || frame === undefined
      ? known.firstSessionOn
      : dateOf(session.firstSessionAt, frame.clientZone);
  return withSession({ ...framed, firstSessionOn }, sessionFact(event, facts));
};
