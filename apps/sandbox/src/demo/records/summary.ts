import type { CheckResult } from '../checks/check.js';
import { personMessages, plainId } from '../checks/people-messages.js';
import { INSTRUMENTS, surveyCases } from '../checks/recount/surveys.js';
import { newestBookings, visitsThatTookPlace } from '../checks/visits.js';
import type { LedgerRecord, RunRecords } from './types.js';

/** Counts by name, names in alphabetical order. */
export type Counts = Readonly<Record<string, number>>;

export interface Summary {
  readonly seed: string;
  readonly timings: RunTimings;
  readonly clients: number;
  readonly sessions: {
    readonly booked: number;
    readonly tookPlace: number;
    readonly moves: number;
    readonly cancelled: number;
    readonly missed: number;
  };
  /** Messages that really reached people, by family and channel. */
  readonly messages: Readonly<Record<string, Counts>>;
  readonly replies: number;
  /** Ledger rows by what became of them, by reason. A row may stand under several. */
  readonly reasons: Readonly<Record<'moved' | 'held' | 'skipped' | 'withdrawn' | 'failed', Counts>>;
  /** Rows that went another way than first planned: on the other channel after a failure, or within another row's message. */
  readonly ways: { readonly otherChannel: number; readonly merged: number };
  /** Changes of rules: what their previews said of the next twelve weeks. */
  readonly rules: readonly { readonly clinicId: string; readonly preview: Counts }[];
  readonly surveys: Readonly<Record<string, Counts>>;
  /** Seconds of product time between the last due time of a row and its first message. */
  readonly lateness: { readonly rows: number; readonly p50: number; readonly p99: number; readonly max: number };
  readonly firstFigures: readonly { readonly clinicId: string; readonly flow: unknown; readonly all: unknown }[];
  readonly checks: readonly CheckResult[];
}

/** Real time that the run took. */
export interface RunTimings {
  readonly steps: number;
  readonly meanMs: number;
  readonly p99Ms: number;
  readonly totalMs: number;
}

/** What the records themselves do not say. */
export interface SummaryContext {
  readonly seed: string;
  readonly timings: RunTimings;
  readonly checks: readonly CheckResult[];
}

const countBy = (names: readonly string[]): Counts => {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const messagesOf = (records: RunRecords): Summary['messages'] => {
  const names = personMessages(records).map(
    ({ message, rows }) => [rows[0]?.family ?? 'no row', message.channel] as const,
  );
  const families = [...new Set(names.map(([family]) => family))].sort();
  return Object.fromEntries(
    families.map((family) => [family, countBy(names.filter(([own]) => own === family).map(([, channel]) => channel))]),
  );
};

/** Each row once per reason, however often it was moved for it. */
const reasonsIn = (ledger: readonly LedgerRecord[], state: string): Counts =>
  countBy(
    ledger.flatMap((row) => [
      ...new Set(row.history.flatMap(({ to, reason }) => (to === state && reason !== undefined ? [reason] : []))),
    ]),
  );

const waysOf = (ledger: readonly LedgerRecord[]): Summary['ways'] => ({
  otherChannel: ledger.filter(({ cause }) => cause === 'OTHER_CHANNEL').length,
  merged: ledger.filter(({ reason }) => reason === 'MERGED').length,
});

const rulesOf = ({ rules }: RunRecords): Summary['rules'] =>
  rules.map(({ clinicId, before, after, people, differences }) => ({
    clinicId,
    preview: { before, after, people, differences: differences.length },
  }));

const sessionsOf = (records: RunRecords, until: Date): Summary['sessions'] => {
  const newest = newestBookings(records.bookings);
  return {
    booked: newest.length,
    tookPlace: visitsThatTookPlace(records, until).length,
    moves: records.bookings.filter((booking) => booking.what === 'move').length,
    cancelled: newest.filter((booking) => booking.what === 'cancel').length,
    missed: newest.filter((booking) => booking.what === 'no-show').length,
  };
};

const surveysOf = (records: RunRecords, until: Date): Summary['surveys'] => {
  const all = surveyCases(records);
  const entries = INSTRUMENTS.map((instrument) => {
    const own = all.filter((survey) => survey.instrument === instrument);
    const answered = own.filter((survey) => survey.answered !== undefined);
    const waiting = own.filter((survey) => !survey.withdrawn && survey.answered === undefined);
    const expired = waiting.filter((survey) => survey.closesAt.getTime() <= until.getTime());
    return [
      instrument,
      {
        planned: own.length,
        answered: answered.length,
        expired: expired.length,
        withdrawn: own.filter((survey) => survey.withdrawn).length,
        open: waiting.length - expired.length,
      },
    ] as const;
  });
  return Object.fromEntries(entries);
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

const latenessOf = (records: RunRecords): Summary['lateness'] => {
  const sentAt = new Map(records.providerMessages.map(({ providerId, at }) => [plainId(providerId), Date.parse(at)]));
  const seconds = records.ledger
    .flatMap((row) => {
      const sent = row.providerIds.flatMap((id) => sentAt.get(plainId(id)) ?? []);
      return sent.length === 0 ? [] : [(Math.min(...sent) - Date.parse(row.dueAt)) / 1000];
    })
    .sort((one, other) => one - other);
  return {
    rows: seconds.length,
    p50: percentile(seconds, 0.5),
    p99: percentile(seconds, 0.99),
    max: seconds.at(-1) ?? 0,
  };
};

const isGroup = (value: unknown): value is { readonly by: unknown } =>
  typeof value === 'object' && value !== null && 'by' in value;

const firstFiguresOf = (records: RunRecords): Summary['firstFigures'] =>
  records.reports.map((report) => {
    const groups: readonly unknown[] = Array.isArray(report['groups']) ? report['groups'] : [];
    const all = groups.filter(isGroup).find((group) => group.by === 'all');
    return { clinicId: report.clinicId, flow: report['flow'] ?? null, all: all ?? null };
  });

/** The last instant at which anything happened. */
const lastInstant = ({ providerMessages, inbound, bookings, answers, ledger }: RunRecords): Date => {
  const instants = [
    ...[providerMessages, inbound, bookings, answers].flatMap((list) => list.map(({ at }) => at)),
    ...ledger.flatMap((row) => row.history.map(({ at }) => at)),
  ];
  return new Date(instants.reduce((last, at) => Math.max(last, Date.parse(at)), 0));
};

/** What happened, in figures. Pure: the same records give the same summary. */
export const summaryOf = (records: RunRecords, context: SummaryContext): Summary => {
  const until = lastInstant(records);
  const { ledger } = records;
  return {
    seed: context.seed,
    timings: context.timings,
    clients: records.people.length,
    sessions: sessionsOf(records, until),
    messages: messagesOf(records),
    replies: records.inbound.length,
    reasons: {
      moved: reasonsIn(ledger, 'planned'),
      held: reasonsIn(ledger, 'held'),
      skipped: reasonsIn(ledger, 'skipped'),
      withdrawn: reasonsIn(ledger, 'withdrawn'),
      failed: reasonsIn(ledger, 'failed'),
    },
    ways: waysOf(ledger),
    rules: rulesOf(records),
    surveys: surveysOf(records, until),
    lateness: latenessOf(records),
    firstFigures: firstFiguresOf(records),
    checks: context.checks,
  };
};
