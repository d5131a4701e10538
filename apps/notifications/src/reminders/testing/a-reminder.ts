import type { Reminder } from '../domain/reminder.js';
import type { AllowedTimes } from '../domain/timing.js';

/** 1 March 2027 is a Monday. */
export const inLondon: AllowedTimes = {
  zone: 'Europe/London',
  hours: { from: '09:00', to: '20:00' },
  closureDays: [],
  holidayRegion: null,
};

/** A reminder of the day before a visit at 10:30, by text. */
export const aReminder = (changes: Partial<Reminder> = {}): Reminder => ({
  id: 'reminder-1',
  clinicId: 'clinic-1',
  clientRef: 'client-1',
  family: 'appointment',
  kind: '24h',
  occurrence: 'booking-1:0',
  cause: 'VISIT_NEAR',
  ruleVersion: 'appointments@1',
  firstDueAt: new Date('2027-03-15T10:30:00Z'),
  dueAt: new Date('2027-03-15T10:30:00Z'),
  timing: { rule: 'days-before', days: 1, startsAt: new Date('2027-03-16T10:30:00Z'), visitZone: 'Europe/London' },
  zone: 'Europe/London',
  notAfter: new Date('2027-03-16T09:30:00Z'),
  state: 'planned',
  channels: ['sms', 'email'],
  subject: {
    bookingId: 'booking-1',
    sequence: 0,
    startsAt: new Date('2027-03-16T10:30:00Z'),
    endsAt: new Date('2027-03-16T11:30:00Z'),
    visitZone: 'Europe/London',
  },
  shard: 1,
  history: [{ at: new Date('2027-03-01T08:00:00Z'), to: 'planned' }],
  version: 1,
  ...changes,
});

/** An invitation to a survey that closes four days after the visit. */
export const anInvitation = (changes: Partial<Reminder> = {}): Reminder =>
  aReminder({
    family: 'survey',
    kind: 'invitation',
    occurrence: 'survey-1:invitation',
    cause: 'VISIT_DONE',
    ruleVersion: 'surveys@1',
    timing: { rule: 'at', at: new Date('2027-03-15T10:30:00Z') },
    notAfter: new Date('2027-03-19T10:30:00Z'),
    channels: ['email', 'sms'],
    subject: {
      surveyId: 'survey-1',
      sessionId: 'session-1',
      instrument: 'post-session@1',
      generation: 0,
      closesAt: new Date('2027-03-19T10:30:00Z'),
    },
    ...changes,
  });

export const aNudge = (changes: Partial<Reminder> = {}): Reminder =>
  aReminder({
    family: 'follow-up',
    kind: 'nudge',
    occurrence: 'session-1:1',
    cause: 'USUAL_INTERVAL',
    ruleVersion: 'cadence@1',
    timing: { rule: 'local', on: '2027-03-15', time: '10:00' },
    notAfter: new Date('2027-03-20T10:00:00Z'),
    channels: ['email', 'sms'],
    subject: { sessionId: 'session-1' },
    ...changes,
  });
