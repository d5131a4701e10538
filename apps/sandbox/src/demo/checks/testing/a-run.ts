import type {
  AnswersRecord,
  BookingRecord,
  LedgerRecord,
  PersonRecord,
  ProviderMessageRecord,
  RunRecords,
} from '../../records/types.js';

export const CLINIC = 'elm-rooms';
export const SENDER = '+447700900901';

export const aPerson = (changes: Partial<PersonRecord> = {}): PersonRecord => ({
  clientRef: 'mara',
  clinicId: CLINIC,
  phone: '+447700900101',
  email: 'mara@example.com',
  locale: 'en-GB',
  zones: [{ from: '2027-03-01T09:00:00.000Z', zone: 'Europe/London' }],
  consents: [],
  ...changes,
});

export const aBooking = (changes: Partial<BookingRecord> = {}): BookingRecord => ({
  at: '2027-03-01T09:00:00.000Z',
  clinicId: CLINIC,
  bookingId: 'b1',
  clientRef: 'mara',
  what: 'book',
  startsAt: '2027-03-10T10:30:00.000Z',
  endsAt: '2027-03-10T11:30:00.000Z',
  techniques: ['swedish'],
  ...changes,
});

export const aRow = (changes: Partial<LedgerRecord> = {}): LedgerRecord => ({
  reminderId: 'r1',
  clinicId: CLINIC,
  clientRef: 'mara',
  bookingId: 'b1',
  family: 'appointment',
  kind: '24h',
  occurrence: 'b1:0',
  cause: 'VISIT_NEAR',
  firstDueAt: '2027-03-09T10:30:00.000Z',
  dueAt: '2027-03-09T10:30:00.000Z',
  state: 'delivered',
  history: [
    { at: '2027-03-01T09:00:00.000Z', to: 'planned' },
    { at: '2027-03-09T10:30:00.000Z', to: 'sent' },
    { at: '2027-03-09T10:30:00.000Z', to: 'delivered' },
  ],
  providerIds: ['SM1'],
  ...changes,
});

export const aMessage = (changes: Partial<ProviderMessageRecord> = {}): ProviderMessageRecord => ({
  at: '2027-03-09T10:30:00.000Z',
  channel: 'sms',
  to: '+447700900101',
  from: SENDER,
  body: 'Elm Rooms: reminder of your appointment on Wed 10 Mar 10:30. Change or cancel: http://a.example/b/0123456789abcdefghijkl',
  providerId: 'SM1',
  ...changes,
});

export const anAnswer = (changes: Partial<AnswersRecord> = {}): AnswersRecord => ({
  at: '2027-03-11T12:00:00.000Z',
  surveyId: 's1',
  clientRef: 'mara',
  sessionId: 'session-b1',
  instrument: 'post-session@1',
  finished: true,
  answers: { ps1: 'no', ps3: 'no' },
  ...changes,
});

/** One person, one visit, one reminder that arrived: a run without a problem. */
export const aRun = (changes: Partial<RunRecords> = {}): RunRecords => ({
  providerMessages: [aMessage()],
  inbound: [],
  people: [aPerson()],
  bookings: [aBooking()],
  ledger: [aRow()],
  answers: [],
  reports: [],
  rules: [],
  ...changes,
});
