import { followupPlannedV1, followupWithdrawnV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { planFollowUps } from '../../domain/plan-follow-ups.js';
import type { FollowUpFact, FollowUpMessages, FollowUpPlan } from '../../domain/plan-follow-ups.js';
import { FOLLOW_UP_PLANS, PlanStore } from '../plan-store.js';
import { allowedFor, PlanningContext } from './planning-context.js';
import type { AllowedByClient } from './planning-context.js';
import { rememberTrace } from './remember-trace.js';

type FollowUpContracts = typeof followupPlannedV1 | typeof followupWithdrawnV1;
type FollowUpEvent = EventOf<FollowUpContracts>;

const factOf = (event: FollowUpEvent): FollowUpFact => {
  const { sessionId, clientRef, version } = event.data;
  const head = { clinicId: event.clinicid, sessionId, clientRef, sourceVersion: version, at: new Date(event.time) };
  return event.type === 'aftercare.scheduling.followup.planned.v1'
    ? { ...head, what: 'planned', dueOn: event.data.dueOn, policyVersion: event.data.policyVersion }
    : { ...head, what: 'withdrawn', reason: event.data.reason };
};

/** Turns the usual interval after a session into the note that the next visit is due, and a second one. */
@Injectable()
export class PlanFollowUps extends Reaction<FollowUpMessages, FollowUpContracts, AllowedByClient> {
  override readonly name = 'plan-follow-ups';
  override readonly consumes = [followupPlannedV1, followupWithdrawnV1] as const;

  constructor(
    private readonly plans: PlanStore,
    private readonly context: PlanningContext,
  ) {
    super();
  }

  /** Per session; the events of a client share a partition, so those of a session keep their order. */
  override keyOf(event: FollowUpEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.sessionId };
  }

  /** To withdraw takes no hours. */
  override facts(events: readonly FollowUpEvent[]): Promise<AllowedByClient> {
    return this.context.allowedOf(events.map(factOf).filter(({ what }) => what === 'planned'));
  }

  override load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<FollowUpMessages>>> {
    return this.plans.load<FollowUpPlan>(FOLLOW_UP_PLANS, keys, within);
  }

  override decide(
    state: FollowUpMessages | undefined,
    event: FollowUpEvent,
    facts: AllowedByClient,
  ): Decision<FollowUpMessages> {
    const fact = factOf(event);
    const planned = planFollowUps(state, fact, allowedFor(facts, fact));
    return { state: rememberTrace(planned, event), says: [] };
  }

  override save(changes: readonly Change<FollowUpMessages>[], work: UnitOfWork): void {
    this.plans.save(FOLLOW_UP_PLANS, changes, work);
  }
}
