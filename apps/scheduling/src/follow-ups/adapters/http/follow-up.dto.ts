import * as z from 'zod';
import type { CarePlan } from '../../application/ports.js';
import type { ShownFollowUp } from '../../application/show-follow-up.js';

const day = z.iso.date();

export const intervalBody = z.strictObject({
  days: z.int().min(7).max(56),
  /** Demanded outside 14 to 28 days. */
  reason: z.string().trim().max(500).nullable().default(null),
});
export type IntervalBody = z.output<typeof intervalBody>;

export const seriesBody = z.strictObject({
  sessions: z.int().min(1).max(60),
  /** Sessions from this day on count. */
  from: day,
});
export type SeriesBody = z.output<typeof seriesBody>;

export const stressBody = z.strictObject({ from: day, to: day, saidBy: z.enum(['client', 'practitioner']) });
export type StressBody = z.output<typeof stressBody>;

export const riseBody = z.strictObject({ windowEndsOn: day });
export type RiseBody = z.output<typeof riseBody>;

export const reviewBody = z.strictObject({ sessionId: z.string().min(1).max(64) });
export type ReviewBody = z.output<typeof reviewBody>;

type Said<T> = T & { readonly by: string; readonly at: Date };

/** The same with its time as text; null stays null. */
const told = <T extends object>(one: Said<T> | null) => (one === null ? null : { ...one, at: one.at.toISOString() });

/** What is settled, as practitioners read it. */
export const carePlanView = (plan: CarePlan) => ({
  interval: told(plan.interval),
  series: told(plan.series),
  stressPeriods: plan.stressPeriods.map(told),
  rise: told(plan.rise),
  reviewed: told(plan.reviewed),
  history: plan.history.map(told),
});
export type CarePlanView = ReturnType<typeof carePlanView>;

type Plan = ShownFollowUp['plan'];

const NO_PLAN = { sessionId: null, policyVersion: null, lapsedOn: null, lapsesOn: null, disagree: false };

const headOf = (plan: Plan) => {
  const { sessionId, policyVersion, lapsedOn, lapsesOn, disagree } = plan ?? NO_PLAN;
  return { status: plan?.status ?? ('none' as const), sessionId, policyVersion, lapsedOn, lapsesOn, disagree };
};

const answerOf = (plan: Plan) => {
  if (plan === null) return {};
  if (plan.status === 'held') return { rule: plan.rule, reason: plan.reason };
  const { dueOn, dueAt, windowStart, windowEnd } = plan;
  return { dueOn, dueAt: dueAt.toISOString(), windowStart, windowEnd };
};

/** What everybody at the desk may see: nothing in it tells how the client is. */
const deskView = ({ client, plan, carePlan }: ShownFollowUp) => ({
  clientRef: client.ref,
  ...headOf(plan),
  ...answerOf(plan),
  /** Both, where they disagree as well as where they do not. */
  intervals: {
    practitioner: carePlan.interval === null ? null : { days: carePlan.interval.days },
    client: client.intervalWish,
    wishSaidAt: client.wishSaidAt?.toISOString() ?? null,
  },
});

const reviewOf = (plan: Plan, { reviewed }: CarePlan): 'done' | 'needed' | null => {
  if (plan?.review !== true) return null;
  return reviewed?.sessionId === plan.sessionId ? 'done' : 'needed';
};

/** With the reasons in the order of the rules, and everything that practitioners settle. */
const careView = (shown: ShownFollowUp) => {
  const { plan, carePlan, inputs, riseToConfirm } = shown;
  const reasons = plan?.reasons ?? [];
  return {
    ...deskView(shown),
    reasons,
    review: reviewOf(plan, carePlan),
    riseToConfirm,
    /** A rise is worth a talk with a doctor, whatever becomes of the interval. */
    suggestDoctor: reasons.some(({ rule }) => rule === 'A3'),
    /** What the client answered about the next visit in the last form; null: nothing, or the forms are out of reach. */
    lastWish: inputs?.wish ?? null,
    missing: inputs === undefined ? ['forms'] : [],
    carePlan: carePlanView(carePlan),
  };
};

export const followUpView = (shown: ShownFollowUp, mayReadCare: boolean) =>
  mayReadCare ? careView(shown) : deskView(shown);
export type FollowUpView = ReturnType<typeof followUpView>;
