import { clientChangedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { inZone } from '../../domain/moved-zone.js';
import type { Reminder } from '../../domain/reminder.js';
import { ContactDirectory } from '../../../contacts/application/contact-directory.js';
import { PlanStore } from '../plan-store.js';
import { allowedFor, PlanningContext } from './planning-context.js';
import type { AllowedByClient } from './planning-context.js';

type ClientEvent = EventOf<typeof clientChangedV1>;

/** Wall-clock times follow a client who moves to another zone. What is kept of the contact is brought up to date by the way. */
@Injectable()
export class FollowMovedClients extends Reaction<readonly Reminder[], typeof clientChangedV1, AllowedByClient> {
  override readonly name = 'follow-moved-clients';
  override readonly consumes = [clientChangedV1] as const;

  constructor(
    private readonly plans: PlanStore,
    private readonly directory: ContactDirectory,
    private readonly context: PlanningContext,
  ) {
    super();
  }

  override keyOf(event: ClientEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clientRef };
  }

  override async facts(events: readonly ClientEvent[]): Promise<AllowedByClient> {
    const clients = events.map((event) => ({ clinicId: event.clinicid, clientRef: event.data.clientRef }));
    await this.directory.refresh(clients);
    return this.context.allowedOf(clients);
  }

  override load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<readonly Reminder[]>>> {
    return this.plans.loadPlanned(keys, within);
  }

  override decide(
    rows: readonly Reminder[] | undefined,
    event: ClientEvent,
    facts: AllowedByClient,
  ): Decision<readonly Reminder[]> {
    const allowed = allowedFor(facts, { clinicId: event.clinicid, clientRef: event.data.clientRef });
    return { state: rows === undefined ? undefined : inZone(rows, allowed, new Date(event.time)), says: [] };
  }

  override save(changes: readonly Change<readonly Reminder[]>[], work: UnitOfWork): void {
    this.plans.savePlanned(changes, work);
  }
}
