import {
  bookingCancelledV1,
  bookingConfirmedV1,
  careplanChangedV1,
  clientChangedV1,
  consentGrantedV1,
  consentWithdrawnV1,
  contactBouncedV1,
  diaryRecordedV1,
  flagClearedV1,
  flagRaisedV1,
  sessionCompletedV1,
  sessionMissedV1,
  surveyAnsweredV1,
  surveyCorrectedV1,
} from '@aftercare/contracts';
import { anEvent } from './care-events.js';
import { CLIENT } from './care-world.js';

const times = { startsAt: '2027-03-20T10:00:00Z', endsAt: '2027-03-20T11:00:00Z', timeZone: 'Europe/London' };
const place = { bookingId: 'next', clientRef: CLIENT, sequence: 0, ...times };
const session = { sessionId: 'session', bookingId: 'booking', clientRef: CLIENT, version: 1 };
export const completed = (time?: string) =>
  anEvent(sessionCompletedV1, { ...session, startedAt: '2027-03-01T10:00:00Z', endedAt: '2027-03-01T11:00:00Z' }, time);
export const missed = anEvent(sessionMissedV1, { ...session, startsAt: '2027-03-01T10:00:00Z' });
export const confirmed = (time?: string) =>
  anEvent(bookingConfirmedV1, { ...place, bookedAt: '2027-03-01T10:00:00Z', origin: 'desk', first: false }, time);
export const cancelled = (time?: string) =>
  anEvent(bookingCancelledV1, { ...place, cancelledAt: '2027-03-01T11:00:00Z', origin: 'desk' }, time);
export const changed = (version: number, time?: string) =>
  anEvent(clientChangedV1, { clientRef: CLIENT, version }, time);
export const settled = (time?: string) => anEvent(careplanChangedV1, { clientRef: CLIENT, version: 1 }, time);
export const raised = anEvent(flagRaisedV1, { flagId: 'f', clientRef: CLIENT, level: 'R', at: '2027-03-02T10:00:00Z' });
export const cleared = (time?: string) =>
  anEvent(flagClearedV1, { flagId: 'f', clientRef: CLIENT, at: '2027-03-03T10:00:00Z' }, time);
export const answered = anEvent(surveyAnsweredV1, {
  ...{ surveyId: 's', clientRef: CLIENT, version: 2 },
  ...{ instrument: 'follow-up@1', answeredAt: '2027-03-02T10:00:00Z' },
});
export const corrected = anEvent(surveyCorrectedV1, { surveyId: 's', clientRef: CLIENT, at: '2027-03-02T11:00:00Z' });
export const written = (version = 1) =>
  anEvent(diaryRecordedV1, {
    ...{ clientRef: CLIENT, date: '2027-03-02', version },
    ...{ at: '2027-03-02T19:00:00Z', notToday: false },
  });
export const consent = { clientRef: CLIENT, channel: 'email', at: '2027-03-02T10:00:00Z' } as const;
export const agreed = anEvent(consentGrantedV1, { ...consent, purpose: 'follow-up', at: '2027-02-01T10:00:00Z' });
export const stopped = anEvent(consentWithdrawnV1, { ...consent, purpose: 'follow-up' });
export const bounced = anEvent(contactBouncedV1, consent);
