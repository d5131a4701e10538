import { followupLapsedV1, followupPlannedV1, followupWithdrawnV1 } from '@aftercare/contracts';
import { say } from '@aftercare/messaging';
import type { Saying } from '@aftercare/messaging';
import { saysTheSame } from '../domain/follow-up.js';
import type { FollowUp, PlannedFollowUp } from '../domain/follow-up.js';

interface Of {
  readonly clinicId: string;
  readonly clientRef: string;
  /** Higher than that of anything said of the client before. */
  readonly version: number;
}

const sayPlanned = ({ clinicId, clientRef, version }: Of, plan: PlannedFollowUp): Saying =>
  say(followupPlannedV1, clinicId, {
    sessionId: plan.sessionId,
    clientRef,
    version,
    dueOn: plan.dueOn,
    dueAt: plan.dueAt.toISOString(),
    windowStart: plan.windowStart,
    windowEnd: plan.windowEnd,
    policyVersion: plan.policyVersion,
  });

const sayWithdrawn = ({ clinicId, clientRef, version }: Of, plan: PlannedFollowUp, reason: string): Saying =>
  say(followupWithdrawnV1, clinicId, { sessionId: plan.sessionId, clientRef, version, reason });

export const sayLapsed = ({ clinicId, clientRef, version }: Of, plan: FollowUp): readonly Saying[] =>
  plan.lapsedOn === null
    ? []
    : [say(followupLapsedV1, clinicId, { sessionId: plan.sessionId, clientRef, version, lapsedOn: plan.lapsedOn })];

/** What a changed plan says to others: a changed reason behind the same day says nothing. */
export const sayingsOf = (of: Of, before: FollowUp | null, after: FollowUp | null): readonly Saying[] => {
  if (after === null || (before !== null && saysTheSame(before, after))) return [];
  const isOver = before?.status === 'planned' && (after.status === 'held' || after.sessionId !== before.sessionId);
  return [
    ...(isOver ? [sayWithdrawn(of, before, after.status === 'held' ? after.reason : 'VISIT_DONE')] : []),
    ...(after.status === 'planned' ? [sayPlanned(of, after)] : []),
  ];
};
