import { addDays } from '@aftercare/kernel';
import { BOOKING_PLANS, FOLLOW_UP_PLANS, SURVEY_PLANS } from './plan-store.js';
import type { PlanKind } from './plan-store.js';
import { PLAN_SUBJECTS } from './waiting-plans.js';
import type { PlanPlace, PlanSubject } from './waiting-plans.js';

interface Order {
  readonly kind: PlanKind;
  /** Of plans that owe. */
  readonly status: string;
  /** What plans of the kind are read by, so that those which are over cost nothing. */
  readonly field: 'startsAt' | 'times.closesAt' | 'dueOn';
  /** The earliest value of the field that may still matter. */
  readonly from: (now: Date) => Date | string;
}

/** The second note comes ten days after the first at most, and is of use for as long again. */
const NOTES_MATTER_DAYS = 21;

/** Values of a field keep their type; a place holds them as text. */
export const ORDERS: Readonly<Record<PlanSubject, Order>> = {
  booking: { kind: BOOKING_PLANS, status: 'booked', field: 'startsAt', from: (now) => now },
  survey: { kind: SURVEY_PLANS, status: 'open', field: 'times.closesAt', from: (now) => now },
  'follow-up': {
    kind: FOLLOW_UP_PLANS,
    status: 'planned',
    field: 'dueOn',
    from: (now) => addDays(now.toISOString().slice(0, 10), -NOTES_MATTER_DAYS),
  },
};

export const valueOf = (of: PlanSubject, text: string): Date | string => (of === 'follow-up' ? text : new Date(text));
export const textOf = (value: Date | string): string => (typeof value === 'string' ? value : value.toISOString());

/** Where a reading goes on after a page whose last plan is given; undefined when everything was read. */
export const nextPlace = (
  { of }: PlanPlace,
  last: { readonly at: Date | string; readonly id: string } | undefined,
): PlanPlace | undefined => {
  if (last !== undefined) return { of, after: { at: textOf(last.at), id: last.id } };
  const following = PLAN_SUBJECTS[PLAN_SUBJECTS.indexOf(of) + 1];
  return following === undefined ? undefined : { of: following };
};
