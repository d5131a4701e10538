/** What services answer to the console in tests. */

const share = (n: number, of: number, [rate, low, high]: readonly [number, number, number]) => ({
  n,
  of,
  rate,
  low,
  high,
});

export const report = {
  clinicId: 'clinic-elm',
  period: { from: '2027-02-01', to: '2027-02-28' },
  algorithm: 'first-report@1',
  flow: { due: 45, delivered: 44, started: 24, answered: 20, usable: 20 },
  groups: [
    {
      by: 'all',
      key: 'all',
      unwanted: { n: 3, of: 7, rate: null, low: null, high: null },
      responder50: { answered: share(14, 20, [0.7, 0.481, 0.8545]), due: share(14, 45, [0.3111, 0.1953, 0.4566]) },
      change: { pairs: 24, mean: -2.6, sd: 4, low: -4.3, high: -0.9 },
    },
    {
      by: 'technique',
      key: 'deep-tissue',
      unwanted: null,
      responder50: null,
      change: null,
      suppressed: ['unwanted', 'responder50', 'change'],
    },
  ],
  exclusions: [{ reason: 'no-baseline', n: 2 }],
};

export const aReminder = (over: object) => ({
  reminderId: 'row-1',
  clientRef: 'ref-1',
  family: 'appointment',
  kind: 'confirmation',
  cause: 'VISIT_BOOKED',
  ruleVersion: 'appointments@1',
  firstDueAt: '2027-03-02T09:00:00.000Z',
  dueAt: '2027-03-02T09:00:00.000Z',
  dueLocal: '2027-03-02T09:00',
  firstDueLocal: '2027-03-02T09:00',
  notAfter: '2027-03-04T10:30:00.000Z',
  notAfterLocal: '2027-03-04T10:30',
  visitLocal: '2027-03-04T10:30',
  zone: 'Europe/London',
  state: 'delivered',
  channel: 'email',
  history: [
    { at: '2027-03-01T10:00:00.000Z', atLocal: '2027-03-01T10:00', to: 'planned' },
    { at: '2027-03-02T09:00:00.000Z', atLocal: '2027-03-02T09:00', to: 'sent' },
  ],
  providerIds: ['<row-1@elm.example>'],
  ...over,
});

export const reminders = [
  aReminder({}),
  aReminder({
    reminderId: 'row-2',
    clientRef: 'ref-unnamed',
    family: 'follow-up',
    kind: 'nudge',
    cause: 'USUAL_INTERVAL',
    state: 'skipped',
    reason: 'HAS_BOOKING',
  }),
  aReminder({
    reminderId: 'row-3',
    kind: 'invitation',
    family: 'survey',
    cause: 'VISIT_DONE',
    state: 'failed',
    reason: 'UNDELIVERED',
    channel: 'sms',
  }),
];

export const totals = {
  lines: 61,
  states: [
    { state: 'delivered', n: 40 },
    { state: 'skipped', n: 20 },
    { state: 'failed', n: 1 },
  ],
};

export const names = { items: [{ ref: 'ref-1', firstName: 'Mara', initial: 'T' }] };

export const clinic = {
  clinicId: 'clinic-elm',
  name: 'Elm Rooms',
  alias: 'Elm Rooms',
  zone: 'Europe/London',
  locale: 'en-GB',
  sendMode: 'rehearsal',
  staffContacts: { phones: [], emails: ['desk@elm.example'] },
  today: '2027-03-01',
};

/** Of a client who keeps a diary. */
export const burdenDays = {
  source: 'diary',
  windows: [
    { startsOn: '2027-02-01', endsOn: '2027-03-01', days: 24, burdenDays: 9, headacheDays: 11, complete: 24 / 28 },
    { startsOn: '2027-01-04', endsOn: '2027-02-01', days: 28, burdenDays: 5, headacheDays: null, complete: 1 },
  ],
  weeks: [
    { from: '2027-03-01', to: '2027-03-07', migraine: 0, headache: 0, without: 0, notFilledIn: 1, filledInLater: 0 },
    { from: '2027-02-22', to: '2027-02-28', migraine: 2, headache: 1, without: 4, notFilledIn: 0, filledInLater: 1 },
  ],
};
export const noBurdenDays = { source: null, windows: [], weeks: [] };
