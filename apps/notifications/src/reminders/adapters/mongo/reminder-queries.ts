import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { BOOKING_PLANS } from '../../application/plan-store.js';
import { Explanations } from '../../application/ports.js';
import type { ReminderView } from '../../application/reminder-view.js';
import type { BookingPlan } from '../../domain/plan-appointments.js';
import type { State } from '../../domain/reminder.js';
import { ATTEMPTS, NEVER_TOUCHED, REMINDERS, whyHashOf } from './reminder-document.js';
import type { AttemptDocument, ReminderDocument } from './reminder-document.js';

interface Client {
  readonly clinicId: string;
  readonly clientRef: string;
}

/** A form is taken along by a message that is on its way or went out. */
const GOES_OUT: readonly State[] = ['sending', 'unknown', 'sent', 'delivered'];

const optional = <T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  // What is left has no undefined values.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;

const viewOf = (row: ReminderDocument, attempts: readonly AttemptDocument[]): ReminderView => ({
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
  providerIds: attempts.flatMap(({ providerId }) => providerId ?? []),
  texts: [...new Set(attempts.flatMap(({ templateVersion }) => templateVersion ?? []))],
  ...optional({
    bookingId: row.subject.bookingId,
    sessionId: row.subject.sessionId,
    surveyId: row.subject.surveyId,
    reason: row.reason,
    anywhereIn: row.anywhereIn,
    channel: row.channel,
    startsAt: row.subject.startsAt,
    lookAt: row.state === 'unknown' ? row.lookAt : undefined,
    takesAlong: GOES_OUT.includes(row.state) ? row.carries?.id : undefined,
  }),
});

/** Reads of single rows, for staff and for the pages that explain; lists are `LedgerList`'s. */
/** Another room, or there and back: what a note told of its visit's time still holds. */
const isAsTold = (plan: BookingPlan, { subject }: Pick<ReminderDocument, 'subject'>): boolean =>
  plan.sequence === (subject.sequence ?? plan.sequence) || plan.startsAt.getTime() === subject.startsAt?.getTime();

@Injectable()
export class ReminderQueries extends Explanations {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async one(clinicId: string, id: string): Promise<ReminderView | undefined> {
    const found = await this.rows.findOne({ clinicId, _id: id });
    return found === null ? undefined : (await this.views([found]))[0];
  }

  override async findByWhyToken(tokenHash: string): Promise<ReminderView | undefined> {
    const found = await this.collections
      .system<ReminderDocument>(REMINDERS, 'token-look-up')
      .findOne({ whyHash: whyHashOf(tokenHash), version: { $gt: NEVER_TOUCHED } });
    return found === null ? undefined : (await this.views([found]))[0];
  }

  override async recentOf({ clinicId, clientRef }: Client, limit: number): Promise<readonly ReminderView[]> {
    return this.views(await this.rows.find({ clinicId, clientRef }).sort({ dueAt: -1 }).limit(limit).toArray());
  }

  override async visitStartOf(booking: { readonly clinicId: string; readonly bookingId: string }) {
    const { clinicId, bookingId } = booking;
    return (await this.plans.findOne({ clinicId, _id: bookingId }, { projection: { startsAt: 1 } }))?.startsAt;
  }

  override async nextVisitOf({ clinicId, clientRef }: Client, now: Date) {
    const [next] = await this.plans
      .find({ clinicId, clientRef, status: 'booked', startsAt: { $gt: now } })
      .sort({ startsAt: 1 })
      .limit(1)
      .toArray();
    if (next === undefined) return undefined;
    return { bookingId: next.bookingId, sequence: next.sequence, startsAt: next.startsAt, zone: next.visitZone };
  }

  override async answeredVisitOf(
    { clinicId, clientRefs }: { readonly clinicId: string; readonly clientRefs: readonly string[] },
    now: Date,
  ) {
    const [newest] = await this.rows
      .find({
        ...{ clinicId, clientRef: { $in: [...clientRefs] }, channel: 'sms' },
        ...{ state: { $in: ['sent', 'delivered'] }, family: { $nin: ['reply', 'link'] }, sentAt: { $lte: now } },
      })
      .sort({ sentAt: -1 })
      .limit(1)
      .toArray();
    const { bookingId } = newest?.subject ?? {};
    if (newest?.family !== 'appointment' || newest.kind === 'cancel' || bookingId === undefined) return undefined;
    const plan = await this.plans.findOne({ clinicId, _id: bookingId, status: 'booked', startsAt: { $gt: now } });
    if (plan === null || !isAsTold(plan, newest)) return undefined;
    const { clientRef, startsAt, visitZone: zone } = plan;
    return { bookingId, clientRef, sequence: plan.sequence, startsAt, zone };
  }

  /** What people may see of stored rows, with what their attempts tell. */
  async views(rows: readonly ReminderDocument[]): Promise<readonly ReminderView[]> {
    if (rows.length === 0) return [];
    const filter = {
      clinicId: { $in: [...new Set(rows.map(({ clinicId }) => clinicId))] },
      reminderId: { $in: rows.map(({ _id }) => _id) },
    };
    const attempts = await this.collections.of<AttemptDocument>(ATTEMPTS).find(filter).toArray();
    const mine = (row: ReminderDocument): readonly AttemptDocument[] =>
      attempts
        .filter(({ reminderId }) => reminderId === row._id)
        .sort((one, other) => one.at.getTime() - other.at.getTime());
    return rows.map((row) => viewOf(row, mine(row)));
  }

  private get plans() {
    return this.collections.of<BookingPlan & mongo.Document & { readonly _id: string; readonly clinicId: string }>(
      BOOKING_PLANS.collection,
    );
  }

  private get rows() {
    return this.collections.of<ReminderDocument>(REMINDERS);
  }
}
