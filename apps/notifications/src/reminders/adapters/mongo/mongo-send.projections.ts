import { anyOf, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { ClientHolds } from '../../application/plan-store.js';
import { BOOKING_PLANS } from '../../application/plan-store.js';
import { SendProjections } from '../../application/sending/owners.js';
import type { CountedMessage } from '../../application/sending/owners.js';
import type { BookingStatus } from '../../domain/decide-send.js';
import { VISIT_REMINDERS } from '../../domain/merge.js';
import type { BookingPlan } from '../../domain/plan-appointments.js';
import { countsForCaps } from '../../domain/reminder.js';
import type { Reminder, State } from '../../domain/reminder.js';
import { HOLDS } from './mongo-plan.store.js';
import { OF_CLIENT_INDEX, REMINDERS, rowOfDocument, WENT_OUT_INDEX } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';

interface Client {
  readonly clinicId: string;
  readonly clientRef: string;
}
type Stored<T> = T & mongo.Document & { readonly _id: string; readonly clinicId: string };

const WENT_OUT: readonly State[] = ['sent', 'delivered'];
const GOING_OUT: readonly State[] = ['sending', 'unknown'];
const clinics = (keys: readonly { readonly clinicId: string }[]): { readonly $in: string[] } => ({
  $in: [...new Set(keys.map(({ clinicId }) => clinicId))],
});
const ofClients = (clients: readonly Client[], more: object) =>
  anyOf(
    clients.map(({ clinicId, clientRef }) => ({ clinicId, id: clientRef })),
    'clientRef',
    more,
  );
const refs = (clients: readonly Client[]): { readonly $in: string[] } => ({
  $in: clients.map(({ clientRef }) => clientRef),
});

@Injectable()
export class MongoSendProjections extends SendProjections {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async countedSince(
    clients: readonly Client[],
    since: Date,
    ownClaim?: string,
  ): Promise<readonly CountedMessage[]> {
    if (clients.length === 0) return [];
    const family = { $ne: 'reply' as const };
    const projection = { clinicId: 1, clientRef: 1, sentAt: 1, claim: 1, family: 1, kind: 1 };
    const others = ownClaim === undefined ? {} : { 'claim.id': { $ne: ownClaim } };
    const [gone, going] = await Promise.all([
      // What went out long ago is not looked at: whoever comes for years has hundreds of rows.
      this.rows
        .find(ofClients(clients, { family, sentAt: { $gt: since }, state: { $in: WENT_OUT } }), { projection })
        .hint(WENT_OUT_INDEX)
        .toArray(),
      this.rows
        .find(ofClients(clients, { family, state: { $in: GOING_OUT }, 'claim.at': { $gt: since }, ...others }), {
          projection,
        })
        .hint(OF_CLIENT_INDEX)
        .toArray(),
    ]);
    return [...gone, ...going]
      .map(({ _id, clinicId, clientRef, sentAt, claim, family, kind }) => ({
        id: _id,
        client: `${clinicId}/${clientRef}`,
        at: sentAt ?? claim?.at ?? since,
        isSurvey: family === 'survey',
        isCapped: countsForCaps({ family, kind }),
      }))
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  override async waitingOf(
    clients: readonly Client[],
    span: { readonly from: Date; readonly to: Date },
  ): Promise<readonly Reminder[]> {
    if (clients.length === 0) return [];
    const filter = ofClients(clients, {
      state: 'planned',
      dueAt: { $gte: span.from, $lte: span.to },
      $or: [{ family: 'survey' }, { family: 'appointment', kind: { $in: VISIT_REMINDERS } }],
    });
    return (await this.rows.find(filter).hint(OF_CLIENT_INDEX).toArray()).map(rowOfDocument);
  }

  override async holdsOf(clients: readonly Client[]) {
    if (clients.length === 0) return new Map<string, never>();
    const found = await this.collections
      .of<Stored<ClientHolds>>(HOLDS)
      .find({ clinicId: clinics(clients), _id: refs(clients) })
      .toArray();
    return new Map(
      found.map(({ clinicId, _id, open, deferredUntil }) => [
        `${clinicId}/${_id}`,
        { flagged: open.length > 0, ...(deferredUntil === undefined ? {} : { deferredUntil }) },
      ]),
    );
  }

  override async notesOf(
    keys: readonly { readonly clinicId: string; readonly id: string }[],
  ): Promise<ReadonlyMap<string, Reminder>> {
    if (keys.length === 0) return new Map();
    const found = await this.rows.find({ clinicId: clinics(keys), _id: { $in: keys.map(({ id }) => id) } }).toArray();
    return new Map(found.map((document) => [document._id, rowOfDocument(document)]));
  }

  override async bookings(
    keys: readonly { readonly clinicId: string; readonly bookingId: string }[],
  ): Promise<ReadonlyMap<string, BookingStatus>> {
    const filter = { clinicId: clinics(keys), _id: { $in: keys.map(({ bookingId }) => bookingId) } };
    const found = await this.collections.of<Stored<BookingPlan>>(BOOKING_PLANS.collection).find(filter).toArray();
    return new Map(
      found.map(({ clinicId, _id, status, sequence, afterMiss = false }) => [
        `${clinicId}/${_id}`,
        { active: status === 'booked', cancelled: status === 'cancelled', sequence, afterMiss },
      ]),
    );
  }

  private get rows() {
    return this.collections.of<ReminderDocument>(REMINDERS);
  }
}
