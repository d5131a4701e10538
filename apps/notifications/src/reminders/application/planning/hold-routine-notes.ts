import {
  diaryRecordedV1,
  flagClearedV1,
  flagRaisedV1,
  surveyDeferredV1,
  surveyShortenedV1,
} from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { changeHolds } from '../../domain/holds.js';
import type { HeldClient, HoldFact } from '../../domain/holds.js';
import { PlanStore } from '../plan-store.js';
import { allowedFor, PlanningContext } from './planning-context.js';
import type { AllowedByClient } from './planning-context.js';

const holdEvents = [flagRaisedV1, flagClearedV1, surveyDeferredV1, surveyShortenedV1, diaryRecordedV1] as const;

type HoldContracts = (typeof holdEvents)[number];
type HoldEvent = EventOf<HoldContracts>;

const factOf = (event: HoldEvent): HoldFact => {
  const head = { clientRef: event.data.clientRef, at: new Date(event.data.at) };
  switch (event.type) {
    case 'aftercare.outcomes.flag.raised.v1':
      return { ...head, what: 'raised', flagId: event.data.flagId };
    case 'aftercare.outcomes.flag.cleared.v1':
      return { ...head, what: 'cleared', flagId: event.data.flagId };
    case 'aftercare.outcomes.survey.deferred.v1':
    case 'aftercare.outcomes.survey.shortened.v1':
    case 'aftercare.outcomes.diary.recorded.v1':
      return { ...head, what: 'deferred' };
  }
};

/**
 * Keeps routine notes back while a flag is open and on a day on which the client is not well (they asked for another day or for the short version, or their diary says so), and lets held ones go.
 * Flags, surveys and the diary come from three topics, so their order does not matter here: a cleared flag stays cleared, the later morning wins.
 */
@Injectable()
export class HoldRoutineNotes extends Reaction<HeldClient, HoldContracts, AllowedByClient> {
  override readonly name = 'hold-routine-notes';
  override readonly consumes = holdEvents;

  constructor(
    private readonly plans: PlanStore,
    private readonly context: PlanningContext,
  ) {
    super();
  }

  override keyOf(event: HoldEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clientRef };
  }

  /** Most days of a diary say nothing about today; a word that was said about it is not taken back by a change of the entry. */
  override concerns(event: HoldEvent): boolean {
    return event.type !== 'aftercare.outcomes.diary.recorded.v1' || event.data.notToday;
  }

  /** Only another day takes hours to name its morning. */
  override facts(events: readonly HoldEvent[]): Promise<AllowedByClient> {
    const deferred = events.filter((event) => factOf(event).what === 'deferred');
    return this.context.allowedOf(
      deferred.map((event) => ({ clinicId: event.clinicid, clientRef: event.data.clientRef })),
    );
  }

  override load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<HeldClient>>> {
    return this.plans.loadHolds(keys, within);
  }

  override decide(state: HeldClient | undefined, event: HoldEvent, facts: AllowedByClient): Decision<HeldClient> {
    const fact = factOf(event);
    return {
      state: changeHolds(state, fact, allowedFor(facts, { clinicId: event.clinicid, clientRef: fact.clientRef })),
      says: [],
    };
  }

  override save(changes: readonly Change<HeldClient>[], work: UnitOfWork): void {
    this.plans.saveHolds(changes, work);
  }
}
