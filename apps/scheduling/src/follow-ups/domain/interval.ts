import { adjustmentsOf } from './adjustments.js';
import type { CadenceInput, CadenceReason } from './cadence-input.js';

/** Two to four weeks after a session (domain.md 2.2). */
export const EARLIEST_DAY = 14;
export const LATEST_DAY = 28;
/** A technique of which nobody set an interval. */
const USUAL_DAYS = 21;
/** How far from a chosen interval an allowed day is looked for; the client lapses after that. */
const CHOSEN_REACH_DAYS = 13;

/** How many days there are to be between two visits, and why. */
export interface Interval {
  readonly days: number;
  readonly reasons: readonly CadenceReason[];
  /** The allowed day lies within these many days after the session. */
  readonly low: number;
  readonly high: number;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** A combination takes the longest interval of its parts; the sum of everything stays within two to four weeks. */
const computed = ({ session, signals }: CadenceInput): Interval => {
  const { bases, on } = session;
  const base = bases.length === 0 ? USUAL_DAYS : Math.max(...bases.map(({ intervalDays }) => intervalDays));
  const low = clamp(Math.max(0, ...bases.map(({ neverUnderDays }) => neverUnderDays)), EARLIEST_DAY, LATEST_DAY);
  const adjustments = adjustmentsOf(signals, on);
  const sum = adjustments.reduce((total, { days }) => total + days, base);
  const days = clamp(sum, low, LATEST_DAY);
  return {
    days,
    low,
    high: LATEST_DAY,
    reasons: [
      { rule: 'B', code: 'BASE', days: base, applied: true },
      ...adjustments,
      ...(days === sum ? [] : [{ rule: 'C' as const, code: 'CLAMPED', days: days - sum, applied: true }]),
    ],
  };
};

const chosen = (days: number, reasons: readonly CadenceReason[]): Interval => ({
  days,
  reasons,
  low: Math.max(1, days - CHOSEN_REACH_DAYS),
  high: days + CHOSEN_REACH_DAYS,
});

const byClient = (input: CadenceInput, applied: boolean): readonly CadenceReason[] =>
  input.clientWish?.kind === 'days'
    ? [{ rule: 'H5', code: 'CLIENT_INTERVAL', days: input.clientWish.days, applied }]
    : [];

export const byPractitioner = (input: CadenceInput, applied: boolean): readonly CadenceReason[] =>
  input.practitionerInterval === null
    ? []
    : [{ rule: 'H4', code: 'PRACTITIONER_INTERVAL', days: input.practitionerInterval.days, applied }];

/** H4 and H5 are used as they are: they are not clamped. Where both name days, the practitioner's count and both are shown. */
export const intervalOf = (input: CadenceInput): Interval => {
  if (input.practitionerInterval !== null)
    return chosen(input.practitionerInterval.days, [...byPractitioner(input, true), ...byClient(input, false)]);
  if (input.clientWish?.kind === 'days') return chosen(input.clientWish.days, byClient(input, true));
  return computed(input);
};
