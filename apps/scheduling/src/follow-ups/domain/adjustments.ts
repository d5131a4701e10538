import { addDays, daysBetween } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';

/** A stretch of days, both ends included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What was counted over at least 28 days, from one source; forms that cover fewer are pooled by who asked them (domain.md 1.6). */
export interface BurdenWindow {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** How many days the counts are about. */
  readonly days: number;
  readonly burdenDays: number;
  /** Null: not answered. */
  readonly headacheDays: number | null;
  /** 0..1: how much of the window the counts are about. */
  readonly complete: number;
}

/** What forms and practitioners say about a client, as far as anybody said it. Absent is unknown, never zero. */
export interface CadenceSignals {
  /** Declared periods of high stress, whoever declared them. */
  readonly stressPeriods: readonly Period[];
  /** 0..10 at the last form. */
  readonly stress: number | null;
  /** The planned series that the session belongs to, and its place in it; null without a plan. */
  readonly series: { readonly length: number; readonly number: number } | null;
  /** Newest first. */
  readonly burdenWindows: readonly BurdenWindow[];
  /** End of the window whose rise a practitioner agreed to; any other rise waits for them. */
  readonly riseConfirmedFor: LocalDate | null;
  /** After this very session; `worst` 1..10. */
  readonly unwantedEffect: { readonly worst: number | null; readonly over36Hours: boolean } | null;
}

export type AdjustmentRule = 'A1' | 'A2' | 'A3' | 'A4' | 'A5' | 'A6';

export interface Adjustment {
  readonly rule: AdjustmentRule;
  readonly code: string;
  readonly days: number;
  /** False: said for a person to see, without effect on the day. */
  readonly applied: boolean;
}

export const NO_SIGNALS: CadenceSignals = {
  stressPeriods: [],
  stress: null,
  series: null,
  burdenWindows: [],
  riseConfirmedFor: null,
  unwantedEffect: null,
};

const WEEK = 7;
const MONTH = 28;
const WELL_FILLED = 0.8;
const HIGH_STRESS = 7;
const MODERATE = 4;
const LOW_BURDEN = 4;
const MANY_HEADACHE_DAYS = 15;
const SERIES_START = 3;

const inHighStress = ({ stressPeriods, stress }: CadenceSignals, on: LocalDate): boolean =>
  (stress !== null && stress >= HIGH_STRESS) ||
  stressPeriods.some(({ from, to }) => to >= on && from <= addDays(on, MONTH));

/** The two newest windows, where both are well filled and no whole window is missing between them. */
const lastTwo = ([now, before]: readonly BurdenWindow[]): readonly [BurdenWindow, BurdenWindow] | undefined =>
  now !== undefined &&
  before !== undefined &&
  Math.min(now.complete, before.complete) >= WELL_FILLED &&
  daysBetween(before.endsOn, now.startsOn) < MONTH
    ? [now, before]
    : undefined;

/** By at least 2 days per 28 and by at least 30 %; in whole numbers, so that no rounding decides. */
const burdenRose = (windows: readonly BurdenWindow[]): boolean => {
  const pair = lastTwo(windows);
  if (pair === undefined) return false;
  const [now, before] = pair;
  const [nowShare, beforeShare] = [now.burdenDays * before.days, before.burdenDays * now.days];
  return MONTH * (nowShare - beforeShare) >= 2 * now.days * before.days && 10 * nowShare >= 13 * beforeShare;
};

const isLow = ({ burdenDays, days }: BurdenWindow): boolean => burdenDays * MONTH < LOW_BURDEN * days;

const burdenLow = (windows: readonly BurdenWindow[]): boolean => lastTwo(windows)?.every(isLow) === true;

const badlyTaken = (effect: CadenceSignals['unwantedEffect']): boolean =>
  effect !== null && (effect.over36Hours || (effect.worst !== null && effect.worst >= MODERATE));

const startsSeries = (series: CadenceSignals['series']): boolean =>
  series !== null && series.number >= 1 && series.number <= Math.min(SERIES_START, series.length);

const manyDays = ([now]: readonly BurdenWindow[]): boolean =>
  now?.headacheDays !== null && now !== undefined && now.headacheDays * MONTH >= MANY_HEADACHE_DAYS * now.days;

/** Rules A1 to A6 in their order (domain.md 2.2); each that matches, with the days it moves. */
export const adjustmentsOf = (signals: CadenceSignals, on: LocalDate): readonly Adjustment[] => {
  const windows = signals.burdenWindows;
  const isConfirmed = windows[0] !== undefined && windows[0].endsOn === signals.riseConfirmedFor;
  const rise = isConfirmed
    ? { code: 'BURDEN_ROSE', days: -WEEK, applied: true }
    : { code: 'BURDEN_ROSE_TO_CONFIRM', days: 0, applied: false };
  const rules: readonly (Adjustment & { readonly when: boolean })[] = [
    { rule: 'A1', code: 'STRESS', days: -WEEK, applied: true, when: inHighStress(signals, on) },
    { rule: 'A2', code: 'SERIES_START', days: -WEEK, applied: true, when: startsSeries(signals.series) },
    { rule: 'A3', ...rise, when: burdenRose(windows) },
    { rule: 'A4', code: 'BURDEN_LOW', days: WEEK, applied: true, when: burdenLow(windows) },
    { rule: 'A5', code: 'UNWANTED_EFFECT', days: WEEK, applied: true, when: badlyTaken(signals.unwantedEffect) },
    { rule: 'A6', code: 'MANY_HEADACHE_DAYS', days: 0, applied: false, when: manyDays(windows) },
  ];
  return rules.filter(({ when }) => when).map(({ rule, code, days, applied }) => ({ rule, code, days, applied }));
};
