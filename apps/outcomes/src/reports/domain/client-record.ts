import type { LocalDate } from '@aftercare/kernel';
import { grouped } from './grouped.js';
import { increment, NOTHING, plus, type Counts, type Increments } from './increments.js';

interface Row {
  readonly surveyId: string;
  /** Day on which it counts, in the clinic's zone. */
  readonly on: LocalDate;
  /** Milliseconds; the order of two on one day. */
  readonly at: number;
}

export interface BaselineRow extends Row {
  readonly migraineDays: number;
}
export interface WindowRow extends Row {
  readonly technique: string;
  readonly windowDays: number;
  /** Undefined: the days were not asked for or not answered. */
  readonly migraineDays: number | undefined;
}
export interface VisitRow extends Row {
  readonly technique: string;
}

/** Scores of one client as plain integers under the random reference; everything that client-level figures need. */
export interface ClientRecord {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly baselines: readonly BaselineRow[];
  readonly windows: readonly WindowRow[];
  /** Answered forms of visits that say whether there was an unwanted effect. */
  readonly visits: readonly VisitRow[];
  /** Follow-ups that were due and not answered. */
  readonly silent: readonly VisitRow[];
}

export const emptyRecord = (clinicId: string, clientRef: string): ClientRecord => ({
  clinicId,
  clientRef,
  baselines: [],
  windows: [],
  visits: [],
  silent: [],
});

/** The record as it was before this survey ended. */
export const withoutSurvey = (record: ClientRecord, surveyId: string): ClientRecord => {
  const isOther = (row: Row): boolean => row.surveyId !== surveyId;
  const { baselines, windows, visits, silent } = record;
  if ([...baselines, ...windows, ...visits, ...silent].every(isOther)) return record;
  return {
    ...record,
    baselines: baselines.filter(isOther),
    windows: windows.filter(isOther),
    visits: visits.filter(isOther),
    silent: silent.filter(isOther),
  };
};

const latest = <T extends Row>(rows: readonly T[]): T | undefined =>
  rows.reduce<T | undefined>((best, row) => {
    if (best === undefined) return row;
    return row.at > best.at || (row.at === best.at && row.surveyId > best.surveyId) ? row : best;
  }, undefined);

/** Change in ten-thousandths of a day per 28 days: whole numbers, so that sums do not depend on their order. */
export const CHANGE_UNIT = 10_000;
const MONTH = 28;
const SHORTEST_WINDOW = 14;
/** Below 4 days in 28 a percentage explodes (domain.md 1.3). */
const LEAST_BASELINE_DAYS = 4;
/** No responder label on fewer days of exposure. */
const LEAST_EXPOSURE = 28;

interface Pooled {
  readonly days: number;
  readonly windowDays: number;
}

type Measured = WindowRow & { readonly migraineDays: number };
const isMeasured = (row: WindowRow): row is Measured =>
  row.migraineDays !== undefined && row.windowDays >= SHORTEST_WINDOW;

/** The latest windows, pooled back in time until 28 days are covered (domain.md 1.6). */
const pooled = (windows: readonly Measured[]): Pooled => {
  const newestFirst = [...windows].sort((one, other) => other.at - one.at || (other.surveyId > one.surveyId ? 1 : -1));
  let sum: Pooled = { days: 0, windowDays: 0 };
  for (const row of newestFirst) {
    if (sum.windowDays >= LEAST_EXPOSURE) break;
    sum = { days: sum.days + row.migraineDays, windowDays: sum.windowDays + row.windowDays };
  }
  return sum;
};

const pairCounts = (baseline: BaselineRow, after: Pooled): Counts => {
  const change =
    Math.round((after.days * MONTH * CHANGE_UNIT) / after.windowDays) - baseline.migraineDays * CHANGE_UNIT;
  const pair: Counts = { pairs: 1, changeSum: change, changeSquares: change * change };
  if (baseline.migraineDays < LEAST_BASELINE_DAYS) return { ...pair, 'excluded:low-baseline': 1 };
  if (after.windowDays < LEAST_EXPOSURE) return { ...pair, 'excluded:short-exposure': 1 };
  const isResponder = after.days * MONTH * 2 <= baseline.migraineDays * after.windowDays;
  return { ...pair, eligible: 1, responders: isResponder ? 1 : 0 };
};

const comparison = (record: ClientRecord): Counts => {
  const measured = record.windows.filter(isMeasured);
  if (measured.length === 0) return { 'excluded:not-measured': 1 };
  const baseline = latest(record.baselines);
  return baseline === undefined ? { 'excluded:no-baseline': 1 } : pairCounts(baseline, pooled(measured));
};

const placed = (row: VisitRow, counts: Counts): Increments =>
  plus(
    increment({ on: row.on, by: 'all', key: 'all' }, counts),
    increment({ on: row.on, by: 'technique', key: row.technique }, counts),
  );

/** A client stands where the latest answered follow-up stands; with none, where the latest unanswered one closed. */
const compared = (record: ClientRecord): Increments => {
  const answered = latest(record.windows);
  if (answered !== undefined) return placed(answered, { dueClients: 1, ...comparison(record) });
  const silent = latest(record.silent);
  return silent === undefined ? NOTHING : placed(silent, { dueClients: 1 });
};

const visited = (record: ClientRecord): Increments => {
  const last = latest(record.visits);
  if (last === undefined) return NOTHING;
  const byTechnique = [...grouped(record.visits, (row) => row.technique)].map(([technique, rows]) => {
    const newest = latest(rows) ?? last;
    return increment({ on: newest.on, by: 'technique', key: technique }, { visitClients: 1 });
  });
  return byTechnique.reduce(plus, increment({ on: last.on, by: 'all', key: 'all' }, { visitClients: 1 }));
};

/** What a client adds to the counters: each client once per figure, whatever the number of forms. */
export const countsOfClient = (record: ClientRecord): Increments => plus(compared(record), visited(record));
