/** What notifications answer to the console's pages of rules in tests. */

export const shippedRules = {
  hours: null,
  openOn: { sundays: false, publicHolidays: false },
  appointments: { early: { on: true, days: 3 }, late: { on: true, days: 1 }, afterNoShow: { on: true } },
  surveys: { laterHours: 0, reminder: { on: true, afterHours: null } },
  followUps: { secondNote: { on: true, afterDays: 5 } },
  caps: { perWeek: 3 },
};

export const rulesOfSix = { ...shippedRules, followUps: { secondNote: { on: true, afterDays: 7 } } };

const version = (number: number, rules: object, atLocal: string) => ({
  ...{ clinicId: 'clinic-elm', number, basedOn: number - 1, rules, by: 'gone', at: 'x', previewId: `p-${number}` },
  atLocal,
});

export const ruleVersions = [version(6, rulesOfSix, '2027-02-22T10:03'), version(5, shippedRules, '2027-02-01T09:00')];

export const rulesInForce = {
  version: 6,
  rules: rulesOfSix,
  shipped: shippedRules,
  bounds: {
    earlyDays: { min: 2, max: 7 },
    lateDays: { min: 1, max: 3 },
    surveyLaterHours: { min: 0, max: 24 },
    surveyReminderHours: { min: 24, max: 120 },
    secondNoteDays: { min: 5, max: 10 },
    perWeek: { min: 1, max: 3 },
  },
  widestHours: { from: '08:00', to: '21:00' },
  settingsHours: { from: '09:00', to: '20:00' },
  replanning: null,
};

const MONDAYS = [
  ...['2027-03-01', '2027-03-08', '2027-03-15', '2027-03-22', '2027-03-29', '2027-04-05'],
  ...['2027-04-12', '2027-04-19', '2027-04-26', '2027-05-03', '2027-05-10', '2027-05-17'],
];
const BEFORE = [22, 21, 20, 20, 19, 19, 18, 18, 17, 17, 17, 16];
const AFTER = [6, 10, 11, 11, 10, 10, 9, 9, 9, 9, 9, 9];

const none = { sms: 0, email: 0, none: 0 };
const messages = (n: number, people: number) => ({
  ...{ messages: n, people, smsParts: Math.round(n * 0.43) },
  families: {
    appointment: { ...none, sms: Math.round(n / 3) },
    survey: { ...none, email: Math.round(n / 3) },
    'follow-up': { ...none, none: 2 },
  },
});

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

export const DIGEST = '30-abc123';

export const aDifference = (index: number) => ({
  reminderId: `row-${index}`,
  clientRef: index === 1 ? 'ref-1' : `ref-of-${index}`,
  zone: 'Europe/London',
  family: 'appointment',
  kind: '72h',
  from: { state: 'planned', dueAt: 'x', dueLocal: '2027-03-13T10:30' },
  to: { state: 'planned', dueAt: 'x', dueLocal: '2027-03-11T10:30' },
  reason: 'RULE_CHANGED',
});

/** As many as a page of the console has. */
const FIRST_PAGE = 25;

export const rulePreview = {
  previewId: 'preview-7',
  digest: DIGEST,
  basedOn: 6,
  at: '2027-03-01T10:42:00.000Z',
  atLocal: '2027-03-01T10:42',
  weeks: MONDAYS.map((weekOf, week) => ({
    weekOf,
    before: messages(BEFORE[week] ?? 0, 18),
    after: messages(AFTER[week] ?? 0, 12),
  })),
  total: {
    before: { ...messages(sum(BEFORE), 118), mostOnOneDay: 9 },
    after: { ...messages(sum(AFTER), 112), mostOnOneDay: 5 },
  },
  beyond: { before: 3, after: 9 },
  balance: {
    ...{ before: 224, unchanged: 100, moved: 12, withdrawn: 106, movedBeyond: 6 },
    ...{ movedIn: 0, added: 0, after: 112 },
  },
  differences: {
    total: 30,
    next: 'cursor-2',
    items: Array.from({ length: FIRST_PAGE }, (_, index) => aDifference(index + 1)),
  },
};

/** The second page: a note that ends, and one that is owed anew. */
export const lastDifferences = {
  items: [
    { ...aDifference(26), kind: 'second-nudge', to: { state: 'withdrawn', dueAt: 'x', dueLocal: '2027-03-20T10:00' } },
    { ...aDifference(27), kind: '24h', from: null },
  ],
};

export const aReplanning = (phase: 'running' | 'late' | 'done', digest = DIGEST) => ({
  ...{ version: 7, phase, at: 'x', counts: { moved: 12, withdrawn: 18, added: 0 } },
  ...{ of: 'rules', lateRows: 0, digest, foreseen: DIGEST },
});
