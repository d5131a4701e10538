import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingRescheduledV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
} from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import {
  nameOf,
  Reaction,
  type Change,
  type Decision,
  type Loaded,
  type Transaction,
  type UnitOfWork,
} from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { QuarterlySlots } from '../../licences/application/quarterly-slots.js';
import type { Journey } from '../domain/journey.js';
import { reconcile } from '../domain/reconcile.js';
import type { Survey } from '../domain/survey.js';
import {
  visitRefsOf,
  withEvent,
  type JourneyContract,
  type JourneyEvent,
  type JourneyFacts,
} from './journey-events.js';
import { JourneyStore, SchedulingFacts, SurveyStore } from './ports.js';
import { sayPlanned, sayWithdrawn } from './sayings.js';

/** One client's visits and surveys, with the versions under which the surveys were read. */
export interface ClientSurveys {
  readonly journey: Journey;
  readonly surveys: ReadonlyMap<string, Survey>;
  readonly read: ReadonlyMap<string, Loaded<Survey>>;
}

const sameFacts = (one: Journey, other: Journey): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Turns the visits of a client into the surveys that are asked of them.
 * Bookings and sessions come on two topics, so their order is not known: the state keeps the sources' sequence numbers.
 */
@Injectable()
export class OpenSurveys extends Reaction<ClientSurveys, JourneyContract, JourneyFacts> {
  override readonly name = 'open-surveys';
  override readonly consumes = [
    bookingConfirmedV1,
    bookingRescheduledV1,
    bookingCancelledV1,
    sessionCompletedV1,
    sessionPresumedV1,
    sessionCorrectedV1,
    sessionMissedV1,
  ];

  constructor(
    private readonly scheduling: SchedulingFacts,
    private readonly slots: QuarterlySlots,
    private readonly journeys: JourneyStore,
    private readonly surveys: SurveyStore,
  ) {
    super();
  }

  override keyOf(event: JourneyEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clientRef };
  }

  override async facts(events: readonly JourneyEvent[]): Promise<JourneyFacts> {
    const [{ clinics, clients, sessions }, slots] = await Promise.all([
      this.scheduling.visits(visitRefsOf(events)),
      this.slots.of(events.map(({ clinicid }) => clinicid)),
    ]);
    return {
      slots,
      clinics: new Map(clinics.map((clinic) => [clinic.clinicId, clinic])),
      clients: new Map(clients.map((client) => [nameOf({ clinicId: client.clinicId, id: client.clientRef }), client])),
      sessions: new Map(
        sessions.map((session) => [nameOf({ clinicId: session.clinicId, id: session.sessionId }), session]),
      ),
    };
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<ClientSurveys>>> {
    // One after another: a transaction does not take two operations at a time.
    const journeys = await this.journeys.many(keys, within);
    const surveys = await this.surveys.ofClients(keys, within);
    const byClient = new Map<string, Loaded<Survey>[]>();
    for (const survey of surveys) {
      const name = nameOf({ clinicId: survey.state.clinicId, id: survey.state.clientRef });
      byClient.set(name, [...(byClient.get(name) ?? []), survey]);
    }
    return new Map(
      [...journeys].map(([name, { state: journey, version }]) => {
        const read = new Map((byClient.get(name) ?? []).map((loaded) => [loaded.state.id, loaded]));
        const own = new Map([...read].map(([id, loaded]) => [id, loaded.state]));
        return [name, { state: { journey, surveys: own, read }, version }];
      }),
    );
  }

  override decide(state: ClientSurveys | undefined, event: JourneyEvent, facts: JourneyFacts): Decision<ClientSurveys> {
    const journey = withEvent(state?.journey, event, facts);
    const before = state?.surveys ?? new Map<string, Survey>();
    const { surveys, news } = reconcile(journey, before, new Date(event.time));
    const isSame =
      state !== undefined &&
      surveys.size === before.size &&
      [...surveys].every(([id, survey]) => before.get(id) === survey);
    if (isSame && sameFacts(state.journey, journey)) return { state, says: [] };
    return {
      state: { journey, surveys, read: state?.read ?? new Map<string, Loaded<Survey>>() },
      says: news.map(({ what, survey }) => (what === 'planned' ? sayPlanned(survey) : sayWithdrawn(survey))),
    };
  }

  override save(changes: readonly Change<ClientSurveys>[], work: UnitOfWork): void {
    for (const { before, after } of changes) {
      this.journeys.save(after.journey, before?.version, work);
      for (const [id, survey] of after.surveys) {
        const read = after.read.get(id);
        if (read?.state !== survey) this.surveys.save(survey, read?.version, work);
      }
    }
  }
}
