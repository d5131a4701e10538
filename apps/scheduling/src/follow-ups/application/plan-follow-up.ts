import {
  bookingCancelledV1,
  bookingConfirmedV1,
  clientChangedV1,
  followupPlannedV1,
  followupWithdrawnV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
} from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Reaction, say } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Saying, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { SessionStore } from '../../bookings/application/ports.js';
import { Catalogues } from '../../catalogue/application/ports.js';
import { Clients } from '../../clients/application/ports.js';
import { Clinics } from '../../clinics/application/ports.js';
import { saysTheSame } from '../domain/follow-up.js';
import type { FollowUp, PlannedFollowUp } from '../domain/follow-up.js';
import { followUpFor } from './client-care.js';
import type { CadenceHouse, ClientCare } from './client-care.js';
import { FollowUps } from './ports.js';

export const followUpEvents = [
  sessionCompletedV1,
  sessionPresumedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  bookingConfirmedV1,
  bookingCancelledV1,
  // Zone, wishes and archive are part of the plan as well.
  clientChangedV1,
] as const;

type CareContract = (typeof followUpEvents)[number];
type CareEvent = EventOf<CareContract>;
type Houses = ReadonlyMap<string, CadenceHouse>;

/**
 * Says when the next visit is due after a session.
 * Sessions and bookings come by two topics, so an event only says *that* a client's care changed; what it is now is read
 * from this service's own records inside the transaction, and any order of arrival ends in the same plan.
 */
@Injectable()
export class PlanFollowUp extends Reaction<ClientCare, CareContract, Houses> {
  override readonly name = 'plan-follow-up';
  override readonly consumes = followUpEvents;

  constructor(
    private readonly followUps: FollowUps,
    private readonly sessions: SessionStore,
    private readonly clients: Clients,
    private readonly clinics: Clinics,
    private readonly catalogues: Catalogues,
  ) {
    super();
  }

  override keyOf(event: CareEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clientRef };
  }

  /** A client who was registered just now had no visit yet; the first one speaks for itself. */
  override concerns(event: CareEvent): boolean {
    return event.type !== 'aftercare.scheduling.client.changed.v1' || event.data.version > 1;
  }

  override async facts(events: readonly CareEvent[]): Promise<Houses> {
    const ids = [...new Set(events.map((event) => event.clinicid))];
    const clinics = await this.clinics.many(ids);
    const catalogues = new Map((await this.catalogues.many(ids)).map((catalogue) => [catalogue.clinicId, catalogue]));
    return new Map(
      clinics.map(({ state }) => [state.clinicId, { clinic: state, catalogue: catalogues.get(state.clinicId) }]),
    );
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<ClientCare>>> {
    const stored = await this.followUps.load(keys, within);
    const followUps = new Map(
      stored.map((each) => [nameOf({ clinicId: each.state.clinicId, id: each.state.clientRef }), each]),
    );
    const care = await this.sessions.careOf(keys, within);
    const clients = await this.clients.plain(keys, within);
    return new Map(
      clients.flatMap((client) => {
        const name = nameOf({ clinicId: client.clinicId, id: client.ref });
        const own = care.get(name);
        const followUp = followUps.get(name);
        return own === undefined
          ? []
          : [[name, { state: { followUp, care: own, client }, version: followUp?.version ?? 0 }]];
      }),
    );
  }

  override decide(state: ClientCare | undefined, event: CareEvent, houses: Houses): Decision<ClientCare> {
    const house = houses.get(event.clinicid);
    if (state === undefined || house === undefined) return { state, says: [] };
    const after = followUpFor(state, house, new Date(event.time));
    const before = state.followUp?.state;
    if (after === undefined || (before !== undefined && saysTheSame(before, after))) return { state, says: [] };
    const version = state.followUp?.version ?? 0;
    return { state: { ...state, followUp: { state: after, version } }, says: sayingsOf(before, after, version + 1) };
  }

  override save(changes: readonly Change<ClientCare>[], work: UnitOfWork): void {
    for (const { before, after } of changes) {
      const expected = before?.state.followUp?.version;
      if (after.followUp !== undefined) this.followUps.save(after.followUp.state, expected, work);
    }
  }
}

const sayingsOf = (before: FollowUp | undefined, after: FollowUp, version: number): readonly Saying[] => [
  ...(before?.status === 'planned' && (after.status === 'held' || after.sessionId !== before.sessionId)
    ? [sayWithdrawn(before, after.status === 'held' ? after.reason : 'VISIT_DONE', version)]
    : []),
  ...(after.status === 'planned' ? [sayPlanned(after, version)] : []),
];

const sayPlanned = (plan: PlannedFollowUp, version: number): Saying =>
  say(followupPlannedV1, plan.clinicId, {
    sessionId: plan.sessionId,
    clientRef: plan.clientRef,
    version,
    dueOn: plan.dueOn,
    dueAt: plan.dueAt.toISOString(),
    windowStart: plan.windowStart,
    windowEnd: plan.windowEnd,
    policyVersion: plan.policyVersion,
  });

const sayWithdrawn = (plan: PlannedFollowUp, reason: string, version: number): Saying =>
  say(followupWithdrawnV1, plan.clinicId, { sessionId: plan.sessionId, clientRef: plan.clientRef, version, reason });
