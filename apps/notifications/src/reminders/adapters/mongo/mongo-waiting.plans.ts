import { sessionOf } from '@aftercare/messaging';
import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import { LinkTokens, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { nextPlace, ORDERS, valueOf } from '../../application/waiting-order.js';
import { owesMore, PLAN_SUBJECTS, WaitingPlans } from '../../application/waiting-plans.js';
import type { PlanPage, PlanPlace, PlanSubject, StoredPlan } from '../../application/waiting-plans.js';
import type { Reminder } from '../../domain/reminder.js';
import { documentOfRow, REMINDERS, rowOfDocument } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';

interface PlanDocument extends mongo.Document {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly startsAt?: Date;
  readonly times?: { readonly closesAt: Date };
  readonly dueOn?: string;
}

const placed = ({
  _id,
  startsAt,
  times,
  dueOn,
}: PlanDocument): { readonly at: Date | string; readonly id: string } => ({
  at: startsAt ?? times?.closesAt ?? dueOn ?? '',
  id: _id,
});

/** After the place, or from the first that may matter; both bounds stand outside of `$or`, so that one stretch of the index is read. */
const filterOf = (clinicId: string, { of, after }: PlanPlace, now: Date): mongo.Filter<PlanDocument> => {
  const { status, field, from } = ORDERS[of];
  if (after === undefined) return { clinicId, status, [field]: { $gte: from(now) } };
  const at = valueOf(of, after.at);
  return {
    ...{ clinicId, status, [field]: { $gte: at } },
    $or: [{ [field]: { $gt: at } }, { [field]: at, _id: { $gt: after.id } }],
  };
};

const planOf = (
  of: PlanSubject,
  { _id, clinicId, version, ...plan }: PlanDocument,
  rows: readonly Reminder[],
): StoredPlan =>
  // Only the planning reactions write these collections, each with plans of its own type.
  ({ of, clinicId, version, rows, plan }) as unknown as StoredPlan;

const idOf = ({ of, plan }: StoredPlan): string =>
  of === 'booking' ? plan.bookingId : of === 'survey' ? plan.surveyId : plan.sessionId;

@Injectable()
export class MongoWaitingPlans extends WaitingPlans implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly links: LinkTokens,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    for (const of of PLAN_SUBJECTS) {
      const { kind, field } = ORDERS[of];
      await this.collections
        .of<PlanDocument>(kind.collection)
        .createIndex({ clinicId: 1, status: 1, [field]: 1, _id: 1 });
    }
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
    const session = within === undefined ? {} : { session: sessionOf(within) };
    const { kind, field } = ORDERS[place.of];
    const found = await this.collections
      .of<PlanDocument>(kind.collection)
      .find(filterOf(clinicId, place, now), session)
      .sort({ [field]: 1, _id: 1 })
      .limit(limit)
      .toArray();
    const rows = await this.rowsOf(clinicId, { place, ids: found.map(({ _id }) => _id) }, session);
    const plans = found.map((document) => planOf(place.of, document, rows.get(document._id) ?? []));
    const last = found.length < limit ? undefined : found.at(-1);
    const next = nextPlace(place, last && placed(last));
    return next === undefined ? { plans } : { plans, next };
  }

  override put(stored: StoredPlan, rows: readonly Reminder[], work: UnitOfWork): void {
    const { clinicId, plan, version } = stored;
    if (owesMore(stored, rows)) {
      const { collection } = ORDERS[stored.of].kind;
      work.put(collection, { clinicId, id: idOf(stored) }, plan, version);
    }
    for (const row of rows) {
      const known = row.version === 0 ? undefined : row.version;
      // Hundreds at a time. A claim that meets one finds nothing, and its row is looked at again a moment later.
      work.renew(REMINDERS, { clinicId, id: row.id }, documentOfRow(row, this.links), known);
    }
  }

  private async rowsOf(
    clinicId: string,
    { place, ids }: { readonly place: PlanPlace; readonly ids: readonly string[] },
    options: mongo.FindOptions,
  ): Promise<ReadonlyMap<string, readonly Reminder[]>> {
    if (ids.length === 0) return new Map();
    const { subject, families } = ORDERS[place.of].kind;
    const filter = { clinicId, [`subject.${subject}`]: { $in: [...ids] }, family: { $in: [...families] } };
    const groups = new Map<string, Reminder[]>();
    for await (const document of this.collections.of<ReminderDocument>(REMINDERS).find(filter, options)) {
      const row = rowOfDocument(document);
      const id = row.subject[subject] ?? '';
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [row]);
      else group.push(row);
    }
    return groups;
  }
}
