import type { LocalDate } from '@aftercare/kernel';
import { addDays, utcOf } from '@aftercare/kernel';
import type { Draft } from './draft.js';
import { NUDGE_TIME } from './earlier-notes.js';
import { joinRows } from './join-rows.js';
import { withdraw } from './reminder.js';
import type { Reminder } from './reminder.js';
import { inForce, ruleName } from './rules.js';
import type { AllowedTimes } from './timing.js';

interface FactHead {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly clientRef: string;
  readonly sourceVersion: number;
  readonly at: Date;
}

export type FollowUpFact =
  | (FactHead & { readonly what: 'planned'; readonly dueOn: LocalDate; readonly policyVersion: string })
  | (FactHead & { readonly what: 'withdrawn'; readonly reason: string });

export interface FollowUpPlan {
  readonly sessionId: string;
  readonly clientRef: string;
  readonly sourceVersion: number;
  readonly status: 'planned' | 'withdrawn';
  /** What the notes follow from; absent in plans of older versions. */
  readonly dueOn?: LocalDate;
  readonly policyVersion?: string;
}

export interface FollowUpMessages {
  readonly plan: FollowUpPlan;
  readonly rows: readonly Reminder[];
}

const USEFUL_DAYS = 5;

/** What the two notes follow from. */
type DueNote = Pick<
  FollowUpFact & { readonly what: 'planned' },
  'clinicId' | 'sessionId' | 'clientRef' | 'dueOn' | 'policyVersion'
>;

/** One more note some days later if nothing is booked, then silence (domain.md 2.2). */
export const followUpDrafts = (fact: DueNote, allowed: AllowedTimes): readonly Draft[] => {
  const live = inForce(allowed);
  const { secondNote } = live.rules.followUps;
  const kinds = secondNote.on ? (['nudge', 'second-nudge'] as const) : (['nudge'] as const);
  return kinds.map((kind, index) => {
    const on = addDays(fact.dueOn, index * secondNote.afterDays);
    return {
      clinicId: fact.clinicId,
      clientRef: fact.clientRef,
      family: 'follow-up',
      kind,
      occurrence: `${fact.sessionId}:${index + 1}`,
      cause: 'USUAL_INTERVAL',
      ruleVersion: ruleName(fact.policyVersion, live),
      timing: { rule: 'local', on, time: NUDGE_TIME },
      notAfter: utcOf({ date: addDays(on, USEFUL_DAYS), time: NUDGE_TIME }, allowed.zone),
      channels: ['email', 'sms'],
      subject: { sessionId: fact.sessionId },
    };
  });
};

/** Turns the plan of a next visit into its two notes. An older version changes nothing. */
export const planFollowUps = (
  state: FollowUpMessages | undefined,
  fact: FollowUpFact,
  allowed: AllowedTimes,
): FollowUpMessages => {
  if (state !== undefined && state.plan.sourceVersion >= fact.sourceVersion) return state;
  const plan: FollowUpPlan = {
    sessionId: fact.sessionId,
    clientRef: fact.clientRef,
    sourceVersion: fact.sourceVersion,
    status: fact.what,
    ...(fact.what === 'planned' ? { dueOn: fact.dueOn, policyVersion: fact.policyVersion } : {}),
  };
  if (fact.what === 'withdrawn')
    return { plan, rows: (state?.rows ?? []).map((row) => withdraw(row, fact.reason, fact.at)) };
  return { plan, rows: joinRows(state?.rows ?? [], followUpDrafts(fact, allowed), { allowed, at: fact.at }) };
};
