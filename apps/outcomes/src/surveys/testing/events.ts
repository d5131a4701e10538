import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingRescheduledV1,
  createEvent,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
  type DataOf,
  type EventContract,
} from '@aftercare/contracts';
import type { JourneyEvent, JourneyFacts } from '../application/journey-events.js';

export const CLINIC = 'clinic-1';
export const CLIENT = 'client-1';

let serial = 0;
const event = <C extends EventContract>(contract: C, time: string, data: DataOf<C>): JourneyEvent => {
  serial += 1;
  const head = {
    id: `event-${serial}`,
    source: '/aftercare/scheduling',
    time: new Date(time),
    clinicId: CLINIC,
    correlationId: 'test',
  };
  // The contracts used below are those of JourneyEvent.
  return createEvent(contract, data, head) as JourneyEvent;
};

const hourLater = (iso: string): string => new Date(Date.parse(iso) + 3_600_000).toISOString();

export const booked = (
  bookingId: string,
  startsAt: string,
  at: string,
  more: Partial<DataOf<typeof bookingConfirmedV1>> = {},
): JourneyEvent =>
  event(bookingConfirmedV1, at, {
    bookingId,
    clientRef: CLIENT,
    sequence: 0,
    startsAt,
    endsAt: hourLater(startsAt),
    timeZone: 'Europe/London',
    bookedAt: at,
    origin: 'desk',
    first: false,
    ...more,
  });

export const moved = (bookingId: string, startsAt: string, at: string, sequence = 1): JourneyEvent =>
  event(bookingRescheduledV1, at, {
    bookingId,
    clientRef: CLIENT,
    sequence,
    startsAt,
    endsAt: hourLater(startsAt),
    timeZone: 'Europe/London',
    previousStartsAt: startsAt,
    bookedAt: at,
    movedAt: at,
    origin: 'desk',
    first: false,
  });

export const cancelled = (bookingId: string, startsAt: string, at: string, sequence = 1): JourneyEvent =>
  event(bookingCancelledV1, at, {
    bookingId,
    clientRef: CLIENT,
    sequence,
    startsAt,
    endsAt: hourLater(startsAt),
    timeZone: 'Europe/London',
    cancelledAt: at,
    origin: 'desk',
  });

const sessionData = (sessionId: string, endedAt: string, version: number) => ({
  sessionId,
  bookingId: `b-${sessionId}`,
  clientRef: CLIENT,
  version,
  startedAt: new Date(Date.parse(endedAt) - 3_600_000).toISOString(),
  endedAt,
});

export const completed = (sessionId: string, endedAt: string, version = 1, at = endedAt): JourneyEvent =>
  event(sessionCompletedV1, at, sessionData(sessionId, endedAt, version));
export const presumed = (sessionId: string, endedAt: string, version = 1): JourneyEvent =>
  event(sessionPresumedV1, hourLater(hourLater(hourLater(endedAt))), sessionData(sessionId, endedAt, version));
export const corrected = (sessionId: string, at: string, tookPlace: boolean, version = 2): JourneyEvent =>
  event(sessionCorrectedV1, at, { sessionId, bookingId: `b-${sessionId}`, clientRef: CLIENT, version, tookPlace });
export const missed = (sessionId: string, at: string, version = 1): JourneyEvent =>
  event(sessionMissedV1, at, { sessionId, bookingId: `b-${sessionId}`, clientRef: CLIENT, version, startsAt: at });

/** What scheduling says of a clinic. */
export const someClinic = (clinicId: string) => ({
  clinicId,
  alias: 'Elm Rooms',
  zone: 'Europe/London',
  phone: '+442071838750',
  emergencyNumber: '999',
  urgentNumber: '111',
  deepTissueHours: 48,
  defaultHours: 24,
});

/** What scheduling would say about everybody in these tests. */
export const someFacts = (techniques: Readonly<Record<string, readonly string[]>> = {}): JourneyFacts => ({
  slots: new Map(),
  clinics: new Map([[CLINIC, someClinic(CLINIC)]]),
  clients: new Map([
    [`${CLINIC}/${CLIENT}`, { clinicId: CLINIC, clientRef: CLIENT, zone: 'Europe/London', yearOfBirth: 1990 }],
  ]),
  sessions: new Map(
    Object.entries(techniques).map(([sessionId, list]) => [
      `${CLINIC}/${sessionId}`,
      {
        clinicId: CLINIC,
        sessionId,
        techniques: list,
        firstSessionAt: new Date('2027-03-02T10:00:00Z'),
        endedAt: new Date('2027-03-02T11:00:00Z'),
      },
    ]),
  ),
});
