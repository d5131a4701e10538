import type { MemoryDocument, Transaction, UnitOfWork } from '@aftercare/messaging';
import { nextPlace, ORDERS, textOf } from '../application/waiting-order.js';
import { owesMore, WaitingPlans } from '../application/waiting-plans.js';
import type { PlanPage, PlanPlace, StoredPlan } from '../application/waiting-plans.js';
import type { Reminder } from '../domain/reminder.js';
import type { InMemoryRows } from './in-memory-rows.js';

const valueIn = (document: MemoryDocument, field: string): Date | string | undefined =>
  // Only plans are stored there; the field is one of theirs.
  field
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document) as
    Date | string | undefined;

interface Placed {
  readonly at: string;
  readonly document: MemoryDocument;
}

const byPlace = (one: Placed, other: Placed): number =>
  one.at === other.at ? (one.document._id < other.document._id ? -1 : 1) : one.at < other.at ? -1 : 1;

export class InMemoryWaitingPlans extends WaitingPlans {
  constructor(private readonly rows: InMemoryRows) {
    super();
  }

  override async page(
    {
      clinicId,
      place,
      now,
      limit,
    }: { readonly clinicId: string; readonly place: PlanPlace; readonly now: Date; readonly limit: number },
    within?: Transaction,
  ): Promise<PlanPage> {
    const { kind, status, field, from } = ORDERS[place.of];
    const begin = place.after ?? { at: textOf(from(now)), id: '' };
    const all = [...this.rows.transactions.documents(kind.collection, within).values()]
      .filter((document) => document.clinicId === clinicId && document['status'] === status)
      .flatMap((document) => {
        const value = valueIn(document, field);
        return value === undefined ? [] : [{ at: textOf(value), document }];
      })
      .filter(({ at, document: { _id } }) => at > begin.at || (at === begin.at && _id > begin.id))
      .sort(byPlace)
      .slice(0, limit);
    const last = all.length < limit ? undefined : all.at(-1);
    const next = nextPlace(place, last && { at: last.at, id: last.document._id });
    const plans = all.map(({ document }) => this.planOf(place, document, within));
    return next === undefined ? { plans } : { plans, next };
  }

  override put(stored: StoredPlan, rows: readonly Reminder[], work: UnitOfWork): void {
    const { clinicId, plan, version } = stored;
    const { kind } = ORDERS[stored.of];
    if (owesMore(stored, rows)) {
      // The plan names its subject under the very name that its rows do.
      const id = (plan as unknown as Record<string, string>)[kind.subject] ?? '';
      work.put(kind.collection, { clinicId, id }, plan, version);
    }
    for (const row of rows) this.rows.put(row, work);
  }

  private planOf({ of }: PlanPlace, document: MemoryDocument, within?: Transaction): StoredPlan {
    const { _id, clinicId, version, ...plan } = document;
    const { subject, families } = ORDERS[of].kind;
    const rows = this.rows
      .all(within)
      .filter((row) => row.clinicId === clinicId && row.subject[subject] === _id && families.includes(row.family));
    // Only the planning reactions write these documents, each with plans of its own type.
    return { of, clinicId, version, rows, plan } as unknown as StoredPlan;
  }
}
