import { isOpen, replan } from './reminder.js';
import type { Reminder } from './reminder.js';
import { nextMorning } from './timing.js';
import type { AllowedTimes } from './timing.js';

interface ClientHolds {
  readonly clientRef: string;
  readonly open: readonly string[];
  readonly cleared: readonly string[];
  readonly deferredUntil?: Date;
}

/** What keeps routine notes to a client back, with the rows that a flag holds. */
export interface HeldClient {
  readonly plan: ClientHolds;
  readonly rows: readonly Reminder[];
}

export type HoldFact =
  | { readonly what: 'raised' | 'cleared'; readonly clientRef: string; readonly flagId: string; readonly at: Date }
  | { readonly what: 'deferred'; readonly clientRef: string; readonly at: Date };

const LOOK_AGAIN_MS = 3_600_000;

/**
 * When a row that a flag holds is looked at again. A flag may be cleared while the row is decided about: then nobody lets it go, since
 * it was not held yet.
 */
export const nextHoldLook = ({ notAfter }: Pick<Reminder, 'notAfter'>, now: Date): Date =>
  new Date(Math.min(notAfter.getTime(), now.getTime() + LOOK_AGAIN_MS));

const release = (row: Reminder, at: Date): Reminder =>
  isOpen(row) && row.reason === 'SAFETY_HOLD' ? replan(row, { dueAt: at, at, reason: 'SAFETY_HOLD' }) : row;

const raised = (state: HeldClient, flagId: string): HeldClient => {
  const { open, cleared } = state.plan;
  return open.includes(flagId) || cleared.includes(flagId)
    ? state
    : { ...state, plan: { ...state.plan, open: [...open, flagId] } };
};

const cleared = (state: HeldClient, flagId: string, at: Date): HeldClient => {
  if (state.plan.cleared.includes(flagId)) return state;
  const open = state.plan.open.filter((one) => one !== flagId);
  const plan = { ...state.plan, open, cleared: [...state.plan.cleared, flagId] };
  return { plan, rows: open.length === 0 ? state.rows.map((row) => release(row, at)) : state.rows };
};

const deferred = (state: HeldClient, at: Date, allowed: AllowedTimes): HeldClient => {
  const until = nextMorning(at, allowed, true);
  const known = state.plan.deferredUntil;
  return known !== undefined && known >= until ? state : { ...state, plan: { ...state.plan, deferredUntil: until } };
};

export const changeHolds = (state: HeldClient | undefined, fact: HoldFact, allowed: AllowedTimes): HeldClient => {
  const known = state ?? { plan: { clientRef: fact.clientRef, open: [], cleared: [] }, rows: [] };
  switch (fact.what) {
    case 'raised':
      return raised(known, fact.flagId);
    case 'cleared':
      return cleared(known, fact.flagId, fact.at);
    case 'deferred':
      return deferred(known, fact.at, allowed);
  }
};
