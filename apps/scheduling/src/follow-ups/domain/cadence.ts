import { addDays, daysBetween, isPublicHoliday, weekdayOf } from '@aftercare/kernel';
import type { HolidayRegion, LocalDate, Weekday } from '@aftercare/kernel';
import { adjustmentsOf } from './adjustments.js';
import type { Adjustment, CadenceSignals } from './adjustments.js';

/** Changes with every change of a rule, so that an old plan stays explainable. */
export const CADENCE_POLICY = 'cadence@1';

/** Two to four weeks after a session (domain.md 2.2). */
const EARLIEST_DAY = 14;
const LATEST_DAY = 28;
/** From here on a client counts as lapsed: shown to the clinic, never written to. */
const LAPSED_DAY = 42;
const PREFERRED_REACH_DAYS = 3;
const SUNDAY: Weekday = 7;

export type ClientWish =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'pause'; readonly until: LocalDate }
  | { readonly kind: 'none' };

/** Everything that the day of the next visit may depend on. */
export interface CadenceInput {
  readonly session: {
    readonly on: LocalDate;
    /** How many took place, this one included. */
    readonly number: number;
    /** One per technique. */
    readonly bases: readonly {
      readonly code: string;
      readonly intervalDays: number;
      readonly neverUnderDays: number;
    }[];
  };
  /** H1 */
  readonly openFlag: 'E' | 'U' | 'R' | null;
  /** H2: why nothing may be sent at all. */
  readonly unreachable: 'NO_CONSENT' | 'CONTACT_BAD' | 'ARCHIVED' | null;
  /** H3 */
  readonly hasFutureBooking: boolean;
  /** H4: 7..56 days; a reason is required outside 14..28. */
  readonly practitionerInterval: { readonly days: number; readonly reason: string | null } | null;
  /** H5 */
  readonly clientWish: ClientWish | null;
  readonly signals: CadenceSignals;
  readonly calendar: {
    readonly openWeekdays: readonly Weekday[];
    readonly closureDays: readonly LocalDate[];
    readonly holidayRegion: HolidayRegion | null;
    readonly preferredWeekday: Weekday | null;
  };
  /** The clinic writes this many days ahead of the computed day, 0..7. */
  readonly leadDays: number;
  /** Nothing is planned before this date: a plan made late never lies in the past. */
  readonly notBefore: LocalDate;
}

export type CadenceRule = 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'B' | Adjustment['rule'] | 'C';

/** One step of the reasoning, in order; staff read them as "base 21, stress -7, ...". */
export interface CadenceReason {
  readonly rule: CadenceRule;
  readonly code: string;
  readonly days: number;
}

export type CadenceDecision =
  | { readonly kind: 'hold'; readonly rule: CadenceRule; readonly reason: string; readonly policyVersion: string }
  | {
      readonly kind: 'due';
      readonly dueOn: LocalDate;
      readonly windowStart: LocalDate;
      readonly windowEnd: LocalDate;
      readonly reasons: readonly CadenceReason[];
      /** A practitioner looks at the plan first (rule A5). */
      readonly review: boolean;
      readonly policyVersion: string;
    };

const hold = (rule: CadenceRule, reason: string): CadenceDecision => ({
  kind: 'hold',
  rule,
  reason,
  policyVersion: CADENCE_POLICY,
});

/** The first hold that matches wins; a client's "none" or pause wins over any interval. */
const holdOf = (input: CadenceInput): CadenceDecision | undefined => {
  if (input.openFlag !== null) return hold('H1', 'SAFETY_HOLD');
  if (input.unreachable !== null) return hold('H2', input.unreachable);
  if (input.hasFutureBooking) return hold('H3', 'HAS_BOOKING');
  if (input.clientWish?.kind === 'none') return hold('H5', 'STOPPED');
  if (input.clientWish?.kind === 'pause' && input.clientWish.until >= input.notBefore) return hold('H5', 'PAUSED');
  return undefined;
};

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

interface Interval {
  readonly days: number;
  readonly reasons: readonly CadenceReason[];
  readonly review: boolean;
  readonly low: number;
  readonly high: number;
}

/** A combination takes the longest interval of its parts. */
const computedInterval = ({ session, signals }: CadenceInput): Interval => {
  const base = Math.max(...session.bases.map(({ intervalDays }) => intervalDays), session.bases.length === 0 ? 21 : 0);
  const low = Math.max(EARLIEST_DAY, ...session.bases.map(({ neverUnderDays }) => neverUnderDays));
  const adjustments = adjustmentsOf(signals, session.number);
  const sum = adjustments.reduce((total, { days }) => total + days, base);
  const days = clamp(sum, low, Math.max(low, LATEST_DAY));
  return {
    days,
    low,
    high: Math.max(low, LATEST_DAY),
    review: adjustments.some(({ review }) => review === true),
    reasons: [
      { rule: 'B', code: 'BASE', days: base },
      ...adjustments.map(({ rule, code, days: by }) => ({ rule, code, days: by })),
      ...(days === sum ? [] : [{ rule: 'C' as const, code: 'CLAMPED', days: days - sum }]),
    ],
  };
};

/** H4 and H5 are used as they are: they are not clamped. */
const intervalOf = (input: CadenceInput): Interval => {
  const chosen = (rule: 'H4' | 'H5', code: string, days: number): Interval => ({
    days,
    low: 1,
    high: LAPSED_DAY + EARLIEST_DAY,
    review: false,
    reasons: [{ rule, code, days }],
  });
  if (input.practitionerInterval !== null)
    return chosen('H4', 'PRACTITIONER_INTERVAL', input.practitionerInterval.days);
  if (input.clientWish?.kind === 'days') return chosen('H5', 'CLIENT_INTERVAL', input.clientWish.days);
  return computedInterval(input);
};

const isOpen = (date: LocalDate, calendar: CadenceInput['calendar']): boolean => {
  const { openWeekdays, closureDays, holidayRegion } = calendar;
  const weekday = weekdayOf(date);
  const isHoliday = holidayRegion !== null && isPublicHoliday(date, holidayRegion);
  return weekday !== SUNDAY && openWeekdays.includes(weekday) && !closureDays.includes(date) && !isHoliday;
};

const datesFrom = (from: LocalDate, to: LocalDate): readonly LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));

/** The nearest to `target`; of two equally near ones the earlier, because the dates come in order. */
const nearest = (dates: readonly LocalDate[], target: LocalDate): LocalDate | undefined =>
  dates.reduce<LocalDate | undefined>(
    (best, date) => (best === undefined || distance(date, target) < distance(best, target) ? date : best),
    undefined,
  );

const distance = (a: LocalDate, b: LocalDate): number => Math.abs(daysBetween(a, b));

/** Rule C: an open day, the preferred weekday first where one is within reach. */
const allowedDay = (input: CadenceInput, interval: Interval): LocalDate | undefined => {
  const target = addDays(input.session.on, interval.days - input.leadDays);
  const later = (date: LocalDate): LocalDate => (date > input.notBefore ? date : input.notBefore);
  const from = later(addDays(input.session.on, Math.min(interval.low, interval.days)));
  const open = datesFrom(from, addDays(input.session.on, interval.high)).filter((date) => isOpen(date, input.calendar));
  const preferred = open.filter(
    (date) => weekdayOf(date) === input.calendar.preferredWeekday && distance(date, target) <= PREFERRED_REACH_DAYS,
  );
  if (open.length > 0) return nearest(preferred, target) ?? nearest(open, target);
  // Closed all through, or planned late: the first open day before the client counts as lapsed.
  return datesFrom(from, addDays(input.session.on, LAPSED_DAY)).find((date) => isOpen(date, input.calendar));
};

/** When the next visit is due after a session, or why nothing is planned. Deterministic: the same input gives the same day for ever. */
export const nextVisit = (input: CadenceInput): CadenceDecision => {
  const held = holdOf(input);
  if (held !== undefined) return held;
  const interval = intervalOf(input);
  const dueOn = allowedDay(input, interval);
  if (dueOn === undefined) return hold('C', 'TOO_LATE');
  const moved = daysBetween(addDays(input.session.on, interval.days), dueOn);
  return {
    kind: 'due',
    dueOn,
    windowStart: addDays(input.session.on, EARLIEST_DAY),
    windowEnd: addDays(input.session.on, LATEST_DAY),
    reasons: [...interval.reasons, ...(moved === 0 ? [] : [{ rule: 'C' as const, code: 'ALLOWED_DAY', days: moved }])],
    review: interval.review,
    policyVersion: CADENCE_POLICY,
  };
};
