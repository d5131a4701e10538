import type { BaselineRow, ClientRecord, Row, WindowRow } from './client-record.js';
import { addTo, type Counts } from './increments.js';
import { isWithin, type Period } from './period.js';

/** What one client adds to the figures of a period: once per figure, whatever the number of forms. */
export interface ClientFigures {
  /** Undefined where no follow-up was due. */
  readonly compared: { readonly technique: string; readonly counts: Counts } | undefined;
  /** Techniques of visits whose answered form says whether there was an unwanted effect. */
  readonly visited: ReadonlySet<string>;
}

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

const comparison = ({ windows, baselines }: ClientRecord): Counts => {
  const measured = windows.filter(isMeasured);
  if (measured.length === 0) return { 'excluded:not-measured': 1 };
  const baseline = latest(baselines);
  return baseline === undefined ? { 'excluded:no-baseline': 1 } : pairCounts(baseline, pooled(measured));
};

/** What was known on the last day of the period: what is answered later changes nothing of it. */
const knownAt = (record: ClientRecord, { to }: Period): ClientRecord => {
  const isKnown = ({ on }: Row): boolean => on <= to;
  return { ...record, baselines: record.baselines.filter(isKnown), windows: record.windows.filter(isKnown) };
};

/** A client stands where the latest answered follow-up of the period stands; with none, where the latest unanswered one closed. */
const comparedIn = (record: ClientRecord, period: Period): ClientFigures['compared'] => {
  const isInside = ({ on }: Row): boolean => isWithin(on, period);
  const answered = latest(record.windows.filter(isInside));
  if (answered !== undefined)
    return { technique: answered.technique, counts: addTo({ dueClients: 1 }, comparison(knownAt(record, period))) };
  const silent = latest(record.silent.filter(isInside));
  return silent === undefined ? undefined : { technique: silent.technique, counts: { dueClients: 1 } };
};

export const figuresOf = (record: ClientRecord, period: Period): ClientFigures => ({
  compared: comparedIn(record, period),
  visited: new Set(record.visits.filter(({ on }) => isWithin(on, period)).map(({ technique }) => technique)),
});
