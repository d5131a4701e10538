import type { Survey } from '../application/ports.js';

/** A form after a visit on Tuesday 11 May 2027 in London, asked and still open on Wednesday. */
export const aSurvey = (more: Partial<Survey> = {}): Survey => ({
  id: 'survey-1',
  clinicId: 'clinic-1',
  clientRef: 'client-1',
  instrument: 'post-session@1',
  occasion: 'session-1',
  bookingId: 'booking-1',
  sessionId: 'session-1',
  state: 'planned',
  reason: undefined,
  revision: 1,
  generation: 0,
  times: {
    inviteAt: new Date('2027-05-12T10:15:00Z'),
    remindAt: new Date('2027-05-13T10:15:00Z'),
    closesAt: new Date('2027-05-15T10:15:00Z'),
  },
  presumed: false,
  technique: 'swedish',
  visitAt: new Date('2027-05-11T10:15:00Z'),
  firstSessionOn: '2027-05-11',
  frame: {
    alias: 'Elm Rooms',
    phone: '+442071838750',
    emergencyNumber: '999',
    urgentNumber: '111',
    clinicZone: 'Europe/London',
    clientZone: 'Europe/London',
    fiftyPlus: undefined,
  },
  startedAt: undefined,
  answeredAt: undefined,
  closedAt: undefined,
  late: false,
  shortForm: false,
  deferredUntil: undefined,
  disputed: false,
  reissuedAt: [],
  ...more,
});

/** A follow-up three weeks after it. */
export const aFollowUp = (more: Partial<Survey> = {}): Survey =>
  aSurvey({
    id: 'survey-2',
    instrument: 'follow-up@1',
    times: {
      inviteAt: new Date('2027-06-01T09:00:00Z'),
      remindAt: new Date('2027-06-04T09:00:00Z'),
      closesAt: new Date('2027-06-11T09:00:00Z'),
    },
    ...more,
  });
