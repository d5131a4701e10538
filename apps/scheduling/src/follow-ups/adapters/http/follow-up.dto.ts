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

/** Who said something, and when, as text. */
interface Told {
  readonly by: string;
  readonly at: string;
}

interface ToldInterval extends Told {
  readonly days: number;
  readonly reason: string | null;
}
interface ToldSeries extends Told {
  readonly sessions: number;
  readonly from: string;
}
interface ToldPeriod extends Told {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly saidBy: 'client' | 'practitioner';
}
interface ToldRise extends Told {
  readonly windowEndsOn: string;
}
interface ToldReview extends Told {
  readonly sessionId: string;
}
interface ToldChange extends Told {
  readonly what: string;
}

/** What is settled, as practitioners read it. */
export interface CarePlanView {
  readonly interval: ToldInterval | null;
  readonly series: ToldSeries | null;
  readonly stressPeriods: readonly ToldPeriod[];
  readonly rise: ToldRise | null;
  readonly reviewed: ToldReview | null;
  readonly history: readonly ToldChange[];
}

/** The same with its time as text. */
const told = <T extends { readonly at: Date }>(one: T): Omit<T, 'at'> & { readonly at: string } => ({
  ...one,
  at: one.at.toISOString(),
});

export const carePlanView = (plan: CarePlan): CarePlanView => ({
  interval: plan.interval === null ? null : told(plan.interval),
  series: plan.series === null ? null : told(plan.series),
  stressPeriods: plan.stressPeriods.map(told),
  rise: plan.rise === null ? null : told(plan.rise),
  reviewed: plan.reviewed === null ? null : told(plan.reviewed),
  history: plan.history.map(told),
});

type Plan = ShownFollowUp['plan'];

const NO_PLAN = { sessionId: null, policyVersion: null, lapsedOn: null, lapsesOn: null, disagree: false };

const headOf = (plan: Plan) => {
  const { sessionId, policyVersion, lapsedOn, lapsesOn, disagree } = plan ?? NO_PLAN;
  return { status: plan?.status ?? ('none' as const), sessionId, policyVersion, lapsedOn, lapsesOn, disagree };
};

interface PlanAnswer {
  readonly rule?: string | null;
  readonly reason?: string;
  readonly dueOn?: string;
  readonly dueAt?: string;
  readonly windowStart?: string;
  readonly windowEnd?: string;
}

const answerOf = (plan: Plan): PlanAnswer => {
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
const carePart = (shown: ShownFollowUp) => {
  const { plan, carePlan, inputs, riseToConfirm } = shown;
  const reasons = plan?.reasons ?? [];
  return {
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

/** What is about care is absent for those who may not read it. */
export type FollowUpView = ReturnType<typeof deskView> & Partial<ReturnType<typeof carePart>>;

export const followUpView = (shown: ShownFollowUp, mayReadCare: boolean): FollowUpView =>
  mayReadCare ? { ...deskView(shown), ...carePart(shown) } : deskView(shown);
