import type { InMemoryTransactions } from '@aftercare/messaging';
import { BOOKING_PLANS } from '../../reminders/application/plan-store.js';
import { Explanations } from '../../reminders/application/ports.js';
import type { Reminder } from '../../reminders/domain/reminder.js';
import type { InMemoryRows } from '../../reminders/testing/in-memory-rows.js';
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
  constructor(
    private readonly transactions: InMemoryTransactions,
    private readonly rows: InMemoryRows,
  ) {
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

  override async answeredVisitOf(
    { clinicId, clientRefs }: { readonly clinicId: string; readonly clientRefs: readonly string[] },
    now: Date,
  ) {
    const [newest] = this.texts
      .filter((row) => row.clinicId === clinicId && clientRefs.includes(row.clientRef) && row.sentAt <= now)
      .sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime());
    if (newest?.family !== 'appointment' || newest.kind === 'cancel') return undefined;
    const { bookingId, sequence, startsAt: told } = newest.subject;
    const plan = this.plans.find((one) => one.clinicId === clinicId && one.bookingId === bookingId);
    if (plan?.status !== 'booked' || plan.startsAt <= now) return undefined;
    if (plan.sequence !== sequence && plan.startsAt.getTime() !== told?.getTime()) return undefined;
    const { clientRef, startsAt, visitZone: zone } = plan;
    return { bookingId: plan.bookingId, clientRef, sequence: plan.sequence, startsAt, zone };
  }

  /** Notes that went out by text; answers and links are not notes. */
  private get texts(): readonly (Reminder & { readonly sentAt: Date })[] {
    return this.rows
      .all()
      .filter((row): row is Reminder & { readonly sentAt: Date } => row.channel === 'sms' && row.sentAt !== undefined)
      .filter(({ state, family }) => ['sent', 'delivered'].includes(state) && !['reply', 'link'].includes(family));
  }

  private get plans(): readonly Plan[] {
    // Only the plan store writes the collection.
    return [...this.transactions.documents(BOOKING_PLANS.collection).values()] as unknown as readonly Plan[];
  }
}
