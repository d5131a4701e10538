import {
  surveyAnsweredV1,
  surveyDeferredV1,
  surveyExpiredV1,
  surveyLinkRequestedV1,
  surveyPlannedV1,
  surveyWithdrawnV1,
} from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { planSurveys } from '../../domain/plan-surveys.js';
import type { SurveyFact, SurveyMessages, SurveyPlan, SurveyTimes } from '../../domain/plan-surveys.js';
import { PlanStore, SURVEY_PLANS } from '../plan-store.js';
import { allowedFor, PlanningContext } from './planning-context.js';
import type { AllowedByClient } from './planning-context.js';
import { rememberTrace } from './remember-trace.js';

type SurveyContracts =
  | typeof surveyPlannedV1
  | typeof surveyAnsweredV1
  | typeof surveyWithdrawnV1
  | typeof surveyExpiredV1
  | typeof surveyDeferredV1
  | typeof surveyLinkRequestedV1;
type SurveyEvent = EventOf<SurveyContracts>;

const timesOf = ({ data }: EventOf<typeof surveyPlannedV1>): SurveyTimes => ({
  instrument: data.instrument,
  generation: data.generation,
  inviteAt: new Date(data.inviteAt),
  closesAt: new Date(data.closesAt),
  ...(data.bookingId === undefined ? {} : { bookingId: data.bookingId }),
  ...(data.sessionId === undefined ? {} : { sessionId: data.sessionId }),
  ...(data.remindAt === undefined ? {} : { remindAt: new Date(data.remindAt) }),
  ...(data.remindAgainAt === undefined ? {} : { remindAgainAt: new Date(data.remindAgainAt) }),
});

type LinkRequest = EventOf<typeof surveyLinkRequestedV1>;
type Versioned = Exclude<SurveyEvent, LinkRequest>;

const linkFact = ({ data }: LinkRequest) => ({
  what: 'link-requested' as const,
  generation: data.generation,
  at: new Date(data.requestedAt),
  ...(data.channel === undefined ? {} : { channel: data.channel }),
});

const versionedFact = (event: Versioned) => {
  switch (event.type) {
    case 'aftercare.outcomes.survey.planned.v1':
      return { what: 'planned' as const, at: new Date(event.time), times: timesOf(event) };
    case 'aftercare.outcomes.survey.answered.v1':
      return { what: 'ended' as const, at: new Date(event.data.answeredAt), reason: 'ANSWERED' };
    case 'aftercare.outcomes.survey.withdrawn.v1':
      return { what: 'ended' as const, at: new Date(event.time), reason: event.data.reason };
    case 'aftercare.outcomes.survey.expired.v1':
      return { what: 'ended' as const, at: new Date(event.data.at), reason: 'SURVEY_CLOSED' };
    case 'aftercare.outcomes.survey.deferred.v1':
      return { what: 'deferred' as const, at: new Date(event.data.at), closesAt: new Date(event.data.closesAt) };
  }
};

const factOf = (event: SurveyEvent): SurveyFact => {
  const head = { clinicId: event.clinicid, surveyId: event.data.surveyId, clientRef: event.data.clientRef };
  if (event.type === 'aftercare.outcomes.survey.link-requested.v1') return { ...head, ...linkFact(event) };
  return { ...head, sourceVersion: event.data.version, ...versionedFact(event) };
};

/** Turns the life of a survey into its invitation, its reminders and the links that are asked for. */
@Injectable()
export class PlanSurveyMessages extends Reaction<SurveyMessages, SurveyContracts, AllowedByClient> {
  override readonly name = 'plan-survey-messages';
  override readonly consumes = [
    surveyPlannedV1,
    surveyAnsweredV1,
    surveyWithdrawnV1,
    surveyExpiredV1,
    surveyDeferredV1,
    surveyLinkRequestedV1,
  ] as const;

  constructor(
    private readonly plans: PlanStore,
    private readonly context: PlanningContext,
  ) {
    super();
  }

  override keyOf(event: SurveyEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.surveyId };
  }

  /** A survey that ended only withdraws; no hours are needed for that. */
  override facts(events: readonly SurveyEvent[]): Promise<AllowedByClient> {
    return this.context.allowedOf(events.map(factOf).filter(({ what }) => what !== 'ended'));
  }

  override load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<SurveyMessages>>> {
    return this.plans.load<SurveyPlan>(SURVEY_PLANS, keys, within);
  }

  override decide(
    state: SurveyMessages | undefined,
    event: SurveyEvent,
    facts: AllowedByClient,
  ): Decision<SurveyMessages> {
    const fact = factOf(event);
    const planned = planSurveys(state, fact, allowedFor(facts, fact));
    return { state: rememberTrace(planned, event), says: [] };
  }

  override save(changes: readonly Change<SurveyMessages>[], work: UnitOfWork): void {
    this.plans.save(SURVEY_PLANS, changes, work);
  }
}
