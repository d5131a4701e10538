import type { MemoryDocument } from '@aftercare/messaging';
import type { ClientHolds } from '../application/plan-store.js';
import { BOOKING_PLANS } from '../application/plan-store.js';
import { SendProjections } from '../application/sending/owners.js';
import type { CountedMessage } from '../application/sending/owners.js';
import type { BookingStatus } from '../domain/decide-send.js';
import { isVisitReminder } from '../domain/merge.js';
import type { BookingPlan } from '../domain/plan-appointments.js';
import { countsForCaps, type Reminder, type State } from '../domain/reminder.js';
import { HOLDS } from './in-memory-plan-store.js';
import type { InMemoryRows } from './in-memory-rows.js';

interface Client {
  readonly clinicId: string;
  readonly clientRef: string;
}

const WENT_OUT: readonly State[] = ['sending', 'sent', 'delivered', 'unknown'];
const clientOf = ({ clinicId, clientRef }: Client): string => `${clinicId}/${clientRef}`;

const counts = (row: Reminder, since: Date): boolean => {
  const isRecent = [row.sentAt, row.claim?.at].some((at) => at !== undefined && at > since);
  return isRecent && row.family !== 'reply' && WENT_OUT.includes(row.state);
};

export class InMemorySendProjections extends SendProjections {
  constructor(private readonly rows: InMemoryRows) {
    super();
  }

  override async countedSince(
    clients: readonly Client[],
    since: Date,
    ownClaim?: string,
  ): Promise<readonly CountedMessage[]> {
    return this.rowsOf(clients)
      .filter((row) => counts(row, since) && (ownClaim === undefined || row.claim?.id !== ownClaim))
      .map((row) => ({
        id: row.id,
        client: clientOf(row),
        at: row.sentAt ?? row.claim?.at ?? since,
        isSurvey: row.family === 'survey',
        isCapped: countsForCaps(row),
      }))
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  override async waitingOf(
    clients: readonly Client[],
    span: { readonly from: Date; readonly to: Date },
  ): Promise<readonly Reminder[]> {
    return this.rowsOf(clients)
      .filter((row) => row.state === 'planned' && (row.family === 'survey' || isVisitReminder(row)))
      .filter(({ dueAt }) => dueAt >= span.from && dueAt <= span.to);
  }

  override async holdsOf(clients: readonly Client[]) {
    const holds = clients.flatMap((client) => {
      const found = this.document(HOLDS, { clinicId: client.clinicId, id: client.clientRef });
      if (found === undefined) return [];
      const { open, deferredUntil } = holdsOf(found);
      const deferral = deferredUntil === undefined ? {} : { deferredUntil };
      return [[clientOf(client), { flagged: open.length > 0, ...deferral }] as const];
    });
    return new Map(holds);
  }

  override async notesOf(
    keys: readonly { readonly clinicId: string; readonly id: string }[],
  ): Promise<ReadonlyMap<string, Reminder>> {
    return new Map(
      keys.flatMap((key) => {
        const row = this.rows.one(key);
        return row === undefined ? [] : [[key.id, row] as const];
      }),
    );
  }

  override async bookings(
    refs: readonly { readonly clinicId: string; readonly bookingId: string }[],
  ): Promise<ReadonlyMap<string, BookingStatus>> {
    const told = refs.flatMap(({ clinicId, bookingId }) => {
      const found = this.document(BOOKING_PLANS.collection, { clinicId, id: bookingId });
      if (found === undefined) return [];
      const { status, sequence, afterMiss = false } = planOf(found);
      const known = { active: status === 'booked', cancelled: status === 'cancelled', sequence, afterMiss };
      return [[`${clinicId}/${bookingId}`, known] as const];
    });
    return new Map(told);
  }

  private rowsOf(clients: readonly Client[]): readonly Reminder[] {
    const names = new Set(clients.map(clientOf));
    return this.rows.all().filter((row) => names.has(clientOf(row)));
  }

  private document(
    collection: string,
    { clinicId, id }: { readonly clinicId: string; readonly id: string },
  ): MemoryDocument | undefined {
    const found = this.rows.transactions.documents(collection).get(id);
    return found?.clinicId === clinicId ? found : undefined;
  }
}

// Only the plan store writes these collections.
const holdsOf = (document: MemoryDocument): ClientHolds => document as unknown as ClientHolds;
const planOf = (document: MemoryDocument): BookingPlan => document as unknown as BookingPlan;
