import type { InMemoryTransactions } from '@aftercare/messaging';
import { BOOKING_PLANS } from '../../reminders/application/plan-store.js';
import { Explanations } from '../../reminders/application/ports.js';
import type { ReminderView } from '../../reminders/application/reminder-view.js';

interface Plan {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly bookingId: string;
  readonly sequence: number;
  readonly status: string;
  readonly startsAt: Date;
  readonly visitZone: string;
}

/** What replies ask the ledger for. */
export class InMemoryExplanations extends Explanations {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async findByWhyToken(): Promise<ReminderView | undefined> {
    return undefined;
  }

  override async recentOf(): Promise<readonly ReminderView[]> {
    return [];
  }

  override async visitStartOf(): Promise<Date | undefined> {
    return undefined;
  }

  override async nextVisitOf(client: { readonly clinicId: string; readonly clientRef: string }, now: Date) {
    const [next] = this.plans
      .filter(({ clinicId, clientRef }) => clinicId === client.clinicId && clientRef === client.clientRef)
      .filter(({ status, startsAt }) => status === 'booked' && startsAt > now)
      .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
    if (next === undefined) return undefined;
    const { bookingId, sequence, startsAt, visitZone: zone } = next;
    return { bookingId, sequence, startsAt, zone };
  }

  private get plans(): readonly Plan[] {
    // Only the plan store writes the collection.
    return [...this.transactions.documents(BOOKING_PLANS.collection).values()] as unknown as readonly Plan[];
  }
}
