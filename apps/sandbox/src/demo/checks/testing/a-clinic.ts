import type { AnswersRecord, BookingRecord, LedgerRecord, PersonRecord, RunRecords } from '../../records/types.js';
import { aBooking, aMessage, anAnswer, aPerson, aRow, aRun, CLINIC } from './a-run.js';

/** One client's way through the run: a first form, one visit, a form after it, a follow-up. */
export interface Life {
  readonly technique: string;
  /** Migraine days at the start; undefined leaves the first form unanswered. */
  readonly before: number | undefined;
  /** Migraine days of the follow-up; undefined leaves it unanswered. */
  readonly after: number | undefined;
  readonly windowDays: number;
  readonly unwanted: 'yes' | 'no' | 'not-sure' | undefined;
}

export const aLife = (changes: Partial<Life> = {}): Life => ({
  technique: 'swedish',
  before: 8,
  after: 6,
  windowDays: 28,
  unwanted: 'no',
  ...changes,
});

const INTAKE_AT = '2027-03-08T12:00:00.000Z';
const FORM_AT = '2027-03-11T12:00:00.000Z';
const FOLLOW_UP_AT = '2027-04-08T12:00:00.000Z';

interface Own {
  readonly person: PersonRecord;
  readonly bookings: readonly BookingRecord[];
  readonly rows: readonly LedgerRecord[];
  readonly answers: readonly AnswersRecord[];
}

const rowsOf = (ref: string): readonly LedgerRecord[] => {
  const asked = (survey: string, firstDueAt: string, more: Partial<LedgerRecord>): LedgerRecord =>
    aRow({
      reminderId: `${ref}-${survey}`,
      clientRef: ref,
      bookingId: `b-${ref}`,
      surveyId: `${ref}-${survey}`,
      family: 'survey',
      kind: 'invitation',
      occurrence: `${ref}-${survey}:invitation`,
      firstDueAt,
      providerIds: [`SM-${ref}-${survey}`],
      ...more,
    });
  const after = { sessionId: `session-${ref}` };
  return [
    asked('intake', '2027-03-08T10:30:00.000Z', {}),
    asked('form', '2027-03-11T11:30:00.000Z', after),
    asked('follow-up', '2027-03-31T09:00:00.000Z', { ...after, notAfter: '2027-04-10T09:00:00.000Z' }),
  ];
};

const answersOf = (ref: string, life: Life): readonly AnswersRecord[] => {
  const typed = (survey: string, changes: Partial<AnswersRecord>): AnswersRecord =>
    anAnswer({ surveyId: `${ref}-${survey}`, clientRef: ref, sessionId: `session-${ref}`, ...changes });
  const first = { instrument: 'intake@1', at: INTAKE_AT, sessionId: null };
  const last = { instrument: 'follow-up@1', at: FOLLOW_UP_AT, windowDays: life.windowDays };
  return [
    ...(life.before === undefined
      ? []
      : [typed('intake', { ...first, answers: { a3: '20', a4: String(life.before) } })]),
    ...(life.unwanted === undefined
      ? []
      : [typed('form', { at: FORM_AT, answers: { ps1: 'no', ps3: life.unwanted } })]),
    ...(life.after === undefined
      ? []
      : [typed('follow-up', { ...last, answers: { f1: '20', f2: String(life.after) } })]),
  ];
};

const ownOf = (life: Life, index: number): Own => {
  const ref = `c${index}`;
  const about = { clientRef: ref, bookingId: `b-${ref}`, techniques: [life.technique] };
  return {
    person: aPerson({ clientRef: ref, phone: `+4477009${String(10_000 + index)}`, email: null }),
    bookings: [aBooking(about), aBooking({ ...about, what: 'complete', at: '2027-03-10T11:30:00.000Z' })],
    rows: rowsOf(ref),
    answers: answersOf(ref, life),
  };
};

/** The records of one clinic whose clients lived like this; every message arrived. */
export const aClinic = (lives: readonly Life[], report: object): RunRecords => {
  const all = lives.map(ownOf);
  const ledger = all.flatMap(({ rows }) => rows);
  return aRun({
    people: all.map(({ person }) => person),
    bookings: all.flatMap(({ bookings }) => bookings),
    answers: all.flatMap(({ answers }) => answers),
    ledger,
    providerMessages: ledger.map((row) => aMessage({ providerId: row.providerIds[0] ?? '', at: row.firstDueAt })),
    reports: [{ clinicId: CLINIC, ...report }],
  });
};
