import { utcOf } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import type { CadenceDecision, CadenceReason, CadenceRule } from './cadence.js';

/** Nudges are due at this wall-clock time where the client lives. */
const DUE_TIME = '10:00';

interface OfClient {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly sessionId: string;
}

export type PlannedFollowUp = OfClient & {
  readonly status: 'planned';
  readonly dueOn: LocalDate;
  readonly dueAt: Date;
  readonly windowStart: LocalDate;
  readonly windowEnd: LocalDate;
  readonly reasons: readonly CadenceReason[];
  readonly policyVersion: string;
};

/** Nothing is planned, and why. */
export type HeldFollowUp = OfClient & {
  readonly status: 'held';
  readonly rule: CadenceRule | null;
  readonly reason: string;
};

/** One per client: what is planned after the newest session, or why nothing is. */
export type FollowUp = PlannedFollowUp | HeldFollowUp;

export const followUpOf = (of: OfClient & { readonly zone: string }, decision: CadenceDecision): FollowUp => {
  const { zone, ...head } = of;
  if (decision.kind === 'hold') return { ...head, status: 'held', rule: decision.rule, reason: decision.reason };
  const { dueOn, windowStart, windowEnd, reasons, policyVersion } = decision;
  const dueAt = utcOf({ date: dueOn, time: DUE_TIME }, zone);
  return { ...head, status: 'planned', dueOn, dueAt, windowStart, windowEnd, reasons, policyVersion };
};

/** Would others see a difference? */
export const saysTheSame = (a: FollowUp, b: FollowUp): boolean => {
  if (a.sessionId !== b.sessionId) return false;
  if (a.status === 'planned')
    return b.status === 'planned' && a.dueAt.getTime() === b.dueAt.getTime() && a.dueOn === b.dueOn;
  return b.status === 'held' && a.reason === b.reason;
};
