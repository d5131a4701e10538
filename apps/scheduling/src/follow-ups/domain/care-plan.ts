import { DomainError, InvalidInputError, NotFoundError } from '@aftercare/kernel';
import type { FieldProblem, LocalDate } from '@aftercare/kernel';
import type { Period } from './adjustments.js';

/** Who said something, and when. */
export interface Said {
  /** Account of the member of staff who entered it. */
  readonly by: string;
  readonly at: Date;
}

/** Rule H4. */
export interface OwnInterval extends Said {
  readonly days: number;
  /** Demanded outside 14..28 days; sealed in the store. */
  readonly reason: string | null;
}

/** Rule A2: a series of sessions that was agreed on, counted from a day. */
export interface Series extends Said {
  readonly sessions: number;
  readonly from: LocalDate;
}

/** Rule A1: a demanding time that somebody told of, in a form or not. */
export interface StressPeriod extends Said, Period {
  readonly id: string;
  readonly saidBy: 'client' | 'practitioner';
}

/** What practitioners settle about the time between a client's visits. One document per client, a version per change. */
export interface CarePlan {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly interval: OwnInterval | null;
  readonly series: Series | null;
  readonly stressPeriods: readonly StressPeriod[];
  /** Rule A3: the rise that a practitioner agreed to, named by the end of its window. */
  readonly rise: (Said & { readonly windowEndsOn: LocalDate }) | null;
  /** Rule A5: the visit whose plan a practitioner has looked at. */
  readonly reviewed: (Said & { readonly sessionId: string }) | null;
  /** Every change, the oldest first; nothing in it says why. */
  readonly history: readonly (Said & { readonly what: CarePlanChange['what'] })[];
}

export type CarePlanChange =
  | { readonly what: 'interval-set'; readonly days: number; readonly reason: string | null }
  | { readonly what: 'interval-cleared' }
  | { readonly what: 'series-set'; readonly sessions: number; readonly from: LocalDate }
  | { readonly what: 'series-cleared' }
  | ({ readonly what: 'stress-declared'; readonly id: string; readonly saidBy: StressPeriod['saidBy'] } & Period)
  | { readonly what: 'stress-taken-back'; readonly id: string }
  | { readonly what: 'rise-confirmed'; readonly windowEndsOn: LocalDate }
  | { readonly what: 'reviewed'; readonly sessionId: string };

/** An interval outside two to four weeks says why. */
export class IntervalReasonNeededError extends DomainError {
  override readonly code = 'INTERVAL_REASON_NEEDED';
  override readonly kind = 'invalid';
  override readonly fields: readonly FieldProblem[] = [
    { field: 'reason', message: 'is needed for an interval outside 14 to 28 days' },
  ];
}

const MOST_PERIODS = 50;
/** As in the first form (a19). */
const LONGEST_PERIOD_DAYS = 84;

export class TooManyPeriodsError extends DomainError {
  override readonly code = 'TOO_MANY_STRESS_PERIODS';
}

export const emptyCarePlan = (clinicId: string, clientRef: string): CarePlan => ({
  clinicId,
  clientRef,
  interval: null,
  series: null,
  stressPeriods: [],
  rise: null,
  reviewed: null,
  history: [],
});

const refuse = (field: string, message: string): never => {
  throw new InvalidInputError('the plan cannot stand as it is', [{ field, message }]);
};

const intervalOf = (change: CarePlanChange & { readonly what: 'interval-set' }, said: Said): OwnInterval => {
  const { days } = change;
  const reason = change.reason?.trim() ?? '';
  if (!Number.isInteger(days) || days < 7 || days > 56) refuse('days', 'must lie between 7 and 56');
  if ((days < 14 || days > 28) && reason === '')
    throw new IntervalReasonNeededError('an interval outside 14 to 28 days needs a reason');
  return { days, reason: reason === '' ? null : reason, ...said };
};

const dayNumber = (date: LocalDate): number => Date.parse(date) / 86_400_000;

const periodOf = (change: CarePlanChange & { readonly what: 'stress-declared' }, said: Said): StressPeriod => {
  const { id, from, to, saidBy } = change;
  if (to < from) refuse('to', 'must not be before the first day');
  if (dayNumber(to) - dayNumber(from) >= LONGEST_PERIOD_DAYS)
    refuse('to', 'must be at most 12 weeks after the first day');
  return { id, from, to, saidBy, ...said };
};

const withPeriod = (plan: CarePlan, period: StressPeriod): readonly StressPeriod[] => {
  if (plan.stressPeriods.some(({ id }) => id === period.id)) return plan.stressPeriods;
  if (plan.stressPeriods.length >= MOST_PERIODS) throw new TooManyPeriodsError('there are too many periods on record');
  return [...plan.stressPeriods, period];
};

const withoutPeriod = (plan: CarePlan, id: string): readonly StressPeriod[] => {
  if (!plan.stressPeriods.some((period) => period.id === id)) throw new NotFoundError('there is no such period');
  return plan.stressPeriods.filter((period) => period.id !== id);
};

const changed = (plan: CarePlan, change: CarePlanChange, said: Said): Partial<CarePlan> => {
  switch (change.what) {
    case 'interval-set':
      return { interval: intervalOf(change, said) };
    case 'interval-cleared':
      return { interval: null };
    case 'series-set':
      return { series: { sessions: change.sessions, from: change.from, ...said } };
    case 'series-cleared':
      return { series: null };
    case 'stress-declared':
      return { stressPeriods: withPeriod(plan, periodOf(change, said)) };
    case 'stress-taken-back':
      return { stressPeriods: withoutPeriod(plan, change.id) };
    case 'rise-confirmed':
      return { rise: { windowEndsOn: change.windowEndsOn, ...said } };
    case 'reviewed':
      return { reviewed: { sessionId: change.sessionId, ...said } };
  }
};

/** The plan with one thing changed, and the change in its history. */
export const changeCarePlan = (plan: CarePlan, change: CarePlanChange, said: Said): CarePlan => ({
  ...plan,
  ...changed(plan, change, said),
  history: [...plan.history, { what: change.what, ...said }],
});
