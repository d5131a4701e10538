import { cursorFrom, pageOf, TenantCollections } from '@aftercare/platform';
import type { Page } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { BOOKING_PLANS } from '../../application/plan-store.js';
import { Explanations } from '../../application/ports.js';
import type { ReminderView } from '../../application/reminder-view.js';
import type { BookingPlan } from '../../domain/plan-appointments.js';
import { ATTEMPTS, REMINDERS } from './reminder-document.js';
import type { AttemptDocument, ReminderDocument } from './reminder-document.js';

export interface ReminderFilter {
  readonly clinicId: string;
  readonly client?: string | undefined;
  readonly state?: ReminderView['state'] | undefined;
  readonly family?: ReminderView['family'] | undefined;
  readonly reason?: string | undefined;
  /** Of the due time, [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

interface Client {
  readonly clinicId: string;
  readonly clientRef: string;
}

const optional = <T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  // What is left has no undefined values.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;

const viewOf = (row: ReminderDocument, providerIds: readonly string[]): ReminderView => ({
  reminderId: row._id,
  clinicId: row.clinicId,
  clientRef: row.clientRef,
  family: row.family,
  kind: row.kind,
  occurrence: row.occurrence,
  cause: row.cause,
  ruleVersion: row.ruleVersion,
  firstDueAt: row.firstDueAt,
  dueAt: row.dueAt,
  notAfter: row.notAfter,
  zone: row.zone,
  state: row.state,
  history: row.history,
  providerIds,
  ...optional({
    bookingId: row.subject.bookingId,
    sessionId: row.subject.sessionId,
    surveyId: row.subject.surveyId,
    reason: row.reason,
    channel: row.channel,
    startsAt: row.subject.startsAt,
  }),
});

const conditions = ({ client, state, family, reason, from, to }: ReminderFilter): mongo.Filter<ReminderDocument>[] => [
  ...Object.entries(optional({ clientRef: client, state, family, reason })).map(([field, value]) => ({
    [field]: value,
  })),
  ...(from === undefined ? [] : [{ dueAt: { $gte: from } }]),
  ...(to === undefined ? [] : [{ dueAt: { $lt: to } }]),
];

/** Reads of the ledger: staff's list, the export, the pages that explain. */
@Injectable()
export class ReminderQueries extends Explanations {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  /** In order of due time. */
  async list(filter: ReminderFilter): Promise<Page<ReminderView>> {
    const [dueAt, id] = (cursorFrom(filter.after) ?? '').split(' ');
    const at = new Date(dueAt ?? '');
    const place =
      dueAt === undefined || id === undefined
        ? []
        : [{ $or: [{ dueAt: { $gt: at } }, { dueAt: at, _id: { $gt: id } }] }];
    const found = await this.rows
      .find({ $and: [{ clinicId: filter.clinicId }, ...conditions(filter), ...place] })
      .sort({ dueAt: 1, _id: 1 })
      .limit(filter.limit + 1)
      .toArray();
    const page = pageOf(found, filter.limit, (row) => `${row.dueAt.toISOString()} ${row._id}`);
    return { ...page, items: await this.views(page.items) };
  }

  async one(clinicId: string, id: string): Promise<ReminderView | undefined> {
    const found = await this.rows.findOne({ clinicId, _id: id });
    return found === null ? undefined : (await this.views([found]))[0];
  }

  override async findByWhyToken(tokenHash: string): Promise<ReminderView | undefined> {
    const found = await this.collections
      .system<ReminderDocument>(REMINDERS, 'token-look-up')
      .findOne({ whyHash: tokenHash });
    return found === null ? undefined : (await this.views([found]))[0];
  }

  override async recentOf({ clinicId, clientRef }: Client, limit: number): Promise<readonly ReminderView[]> {
    return this.views(await this.rows.find({ clinicId, clientRef }).sort({ dueAt: -1 }).limit(limit).toArray());
  }

  override async nextVisitOf({ clinicId, clientRef }: Client, now: Date) {
    const plans = this.collections.of<
      BookingPlan & mongo.Document & { readonly _id: string; readonly clinicId: string }
    >(BOOKING_PLANS.collection);
    const [next] = await plans
      .find({ clinicId, clientRef, status: 'booked', startsAt: { $gt: now } })
      .sort({ startsAt: 1 })
      .limit(1)
      .toArray();
    if (next === undefined) return undefined;
    return { bookingId: next.bookingId, sequence: next.sequence, startsAt: next.startsAt, zone: next.visitZone };
  }

  private async views(rows: readonly ReminderDocument[]): Promise<readonly ReminderView[]> {
    if (rows.length === 0) return [];
    const filter = {
      clinicId: { $in: [...new Set(rows.map(({ clinicId }) => clinicId))] },
      reminderId: { $in: rows.map(({ _id }) => _id) },
    };
    const attempts = await this.collections.of<AttemptDocument>(ATTEMPTS).find(filter).toArray();
    const idsOf = (row: ReminderDocument): readonly string[] =>
      attempts.flatMap(({ reminderId, providerId }) =>
        reminderId === row._id && providerId !== undefined ? [providerId] : [],
      );
    return rows.map((row) => viewOf(row, idsOf(row)));
  }

  private get rows() {
    return this.collections.of<ReminderDocument>(REMINDERS);
  }
}
