import { utcOf } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import { CADENCE_POLICY } from './cadence-input.js';
import type { CadenceDecision, CadenceReason, CadenceRule } from './cadence-input.js';
import type { Reach } from './reach.js';

/** Nudges are due, and clients lapse, at this wall-clock time where the client lives. */
const DUE_TIME = '10:00';

interface Reasoned {
  readonly sessionId: string;
  readonly reasons: readonly CadenceReason[];
  readonly disagree: boolean;
  readonly review: boolean;
  readonly policyVersion: string;
  /** When the client counts as lapsed; null: not while it stands like this, or already. */
  readonly lapsesAt: Date | null;
  readonly lapsesOn: LocalDate | null;
  readonly lapsedOn: LocalDate | null;
}

export type PlannedFollowUp = Reasoned & {
  readonly status: 'planned';
  readonly dueOn: LocalDate;
  readonly dueAt: Date;
  readonly windowStart: LocalDate;
  readonly windowEnd: LocalDate;
};

/** Nothing is planned, and why. */
export type HeldFollowUp = Reasoned & {
  readonly status: 'held';
  readonly rule: CadenceRule | null;
  readonly reason: string;
};

/** What is planned after the newest session, or why nothing is. */
export type FollowUp = PlannedFollowUp | HeldFollowUp;

/** One per client: the plan, with what other services said that it rests on. */
export interface FollowUpRecord {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly reach: Reach;
  /** How many events were decided on since there is something to decide; each is a version of its own, so that a decision on older answers never overwrites a newer one. */
  readonly heard: number;
  /** The highest version that anything was said with. One batch may say more than once, and whoever hears it tells the later one by it. */
  readonly said: number;
  /** The latest of their times: an event that comes late plans nothing for a day that is over. */
  readonly asOf: Date;
  /** Null: no session took place yet. */
  readonly plan: FollowUp | null;
}

/** What the next saying is told by. Before that was kept, nothing was said with more than the version that the record was stored with. */
export const nextToSay = (said: number, stored: number): number => Math.max(said, stored) + 1;

interface Place {
  readonly sessionId: string;
  /** Where the client lives. */
  readonly zone: string;
}

/** Who has a place or left the clinic does not lapse. */
const mayLapse = (decision: CadenceDecision): boolean =>
  decision.kind === 'due' || (decision.reason !== 'HAS_BOOKING' && decision.reason !== 'ARCHIVED');

export const followUpOf = ({ sessionId, zone }: Place, decision: CadenceDecision): FollowUp => {
  const { reasons, disagree, review, policyVersion } = decision;
  const lapsesOn = mayLapse(decision) ? decision.lapsesOn : null;
  const lapsesAt = lapsesOn === null ? null : utcOf({ date: lapsesOn, time: DUE_TIME }, zone);
  const head = { sessionId, reasons, disagree, review, policyVersion, lapsesOn, lapsesAt, lapsedOn: null };
  if (decision.kind === 'hold') return { ...head, status: 'held', rule: decision.rule, reason: decision.reason };
  const { dueOn, windowStart, windowEnd } = decision;
  return {
    ...head,
    status: 'planned',
    dueOn,
    dueAt: utcOf({ date: dueOn, time: DUE_TIME }, zone),
    windowStart,
    windowEnd,
  };
};

/** The session turned out not to have taken place, and there was none before it. */
export const neverCame = (sessionId: string): HeldFollowUp => ({
  status: 'held',
  sessionId,
  rule: null,
  reason: 'DID_NOT_COME',
  reasons: [],
  disagree: false,
  review: false,
  policyVersion: CADENCE_POLICY,
  lapsesOn: null,
  lapsesAt: null,
  lapsedOn: null,
});

const choices = (plan: FollowUp): string =>
  JSON.stringify(plan.reasons.filter(({ rule, applied }) => applied && (rule === 'H4' || rule === 'H5')));

/**
 * A plan whose day has come stays as it is: another day would write twice, and being late for the first note is no reason against
 * the second. Unless a hold came up, or somebody chose another time since.
 */
const hasCome = (before: FollowUp | null, after: FollowUp, today: LocalDate): before is PlannedFollowUp =>
  before?.status === 'planned' &&
  before.sessionId === after.sessionId &&
  before.dueOn < today &&
  (after.status === 'planned' || after.rule === 'C') &&
  choices(before) === choices(after);

/** A client who has lapsed stays so while nothing changed that; whose time was extended has not lapsed after all. */
const lapsedAsBefore = (before: FollowUp | null, after: FollowUp, now: Date): FollowUp =>
  before !== null &&
  before.sessionId === after.sessionId &&
  before.lapsedOn !== null &&
  after.lapsesAt !== null &&
  after.lapsesAt <= now
    ? { ...after, lapsesAt: null, lapsedOn: before.lapsedOn }
    : after;

/** What stands from now on. */
export const nextPlan = (
  before: FollowUp | null,
  after: FollowUp,
  at: { readonly now: Date; readonly today: LocalDate },
): FollowUp => (hasCome(before, after, at.today) ? before : lapsedAsBefore(before, after, at.now));

/** The client is lapsed from now on; undefined where that is not due, or not so. */
export const lapse = (plan: FollowUp, hasBooking: boolean, now: Date): FollowUp | undefined => {
  if (plan.lapsesAt === null || plan.lapsesAt > now) return undefined;
  return { ...plan, lapsesAt: null, lapsedOn: hasBooking ? null : plan.lapsesOn };
};

/** Would others see a difference? */
export const saysTheSame = (a: FollowUp, b: FollowUp): boolean => {
  if (a.sessionId !== b.sessionId) return false;
  if (a.status === 'planned')
    return b.status === 'planned' && a.dueAt.getTime() === b.dueAt.getTime() && a.dueOn === b.dueOn;
  return b.status === 'held' && a.reason === b.reason;
};
