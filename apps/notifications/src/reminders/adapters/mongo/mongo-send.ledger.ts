import { sessionOf } from '@aftercare/messaging';
import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import { LinkTokens, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { SendLedger } from '../../application/sending/ledger.js';
import type { Attempt, DueRow, Postponed, Settlement } from '../../application/sending/ledger.js';
import { keepsClaim, settledEntry, settledFields } from '../../application/sending/settled-row.js';
import type { Claim, Reminder } from '../../domain/reminder.js';
import { dueRowOf, moves } from './due-row.js';
import { NextTimes } from './next-times.js';
import { appended, ATTEMPTS, documentOfRow, REMINDERS, rowOfDocument } from './reminder-document.js';
import type { AttemptDocument, ReminderDocument } from './reminder-document.js';

const DURABLE = { writeConcern: { w: 'majority' as const } };

const attemptDocument = ({ id, ...attempt }: Attempt): AttemptDocument => ({ ...attempt, _id: id });

/** The same for every row of a group; what differs per row (provider ids) stands in the attempts. */
const updateOf = (settlement: Settlement, at: Date): mongo.UpdateFilter<ReminderDocument> => ({
  $set: settledFields(settlement, at),
  ...(keepsClaim(settlement) ? {} : { $unset: { claim: true as const } }),
  ...(settlement.silent === true ? {} : { $push: appended(settledEntry(settlement, at)) }),
  $inc: { version: 1 },
});

const groupsOf = (
  settlements: readonly Settlement[],
  at: Date,
): readonly { readonly ids: string[]; readonly update: mongo.UpdateFilter<ReminderDocument> }[] => {
  const groups = new Map<string, { ids: string[]; update: mongo.UpdateFilter<ReminderDocument> }>();
  for (const settlement of settlements) {
    const update = updateOf(settlement, at);
    const key = JSON.stringify(update);
    const group = groups.get(key) ?? { ids: [], update };
    group.ids.push(settlement.row.id);
    groups.set(key, group);
  }
  return [...groups.values()];
};

const under = (claim: { readonly id: string }) => ({ 'claim.id': claim.id, state: 'sending' as const });

@Injectable()
export class MongoSendLedger extends SendLedger {
  constructor(
    private readonly collections: TenantCollections,
    private readonly links: LinkTokens,
    private readonly times: NextTimes,
  ) {
    super();
  }

  override async due({ shards, since, until, limit }: Parameters<SendLedger['due']>[0]): Promise<readonly DueRow[]> {
    const dueAt = { $lte: until, ...(since === undefined ? {} : { $gte: since }) };
    const found = await this.collections
      .system<ReminderDocument>(REMINDERS, 'promote')
      .find(
        { state: 'planned', dueAt, shard: { $in: [...shards] } },
        {
          projection: {
            clinicId: 1,
            shard: 1,
            dueAt: 1,
            firstDueAt: 1,
            family: 1,
            notAfter: 1,
            channels: 1,
            reason: 1,
          },
          batchSize: limit,
        },
      )
      .sort({ dueAt: 1 })
      .limit(limit)
      .toArray();
    return found.map(dueRowOf);
  }

  override async postpone(rows: readonly Postponed[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    const updates = moves(rows, now).map(({ ids, update }) => ({
      updateMany: { filter: { _id: { $in: ids }, state: 'planned' as const, dueAt: { $lte: now } }, update },
    }));
    await this.collections.system<ReminderDocument>(REMINDERS, 'promote').bulkWrite(updates, { ordered: false });
  }

  override nextDueAt(): Promise<Date | undefined> {
    return this.times.of('planned');
  }

  override async claim(ids: readonly string[], claim: Claim): Promise<readonly Reminder[]> {
    const rows = this.collections.system<ReminderDocument>(REMINDERS, 'claim-by-ids');
    const entry = { at: claim.at, to: 'sending' as const };
    const update: mongo.UpdateFilter<ReminderDocument> = {
      $set: { state: 'sending', claim },
      // Of an earlier try. Which way this one goes is decided under the claim.
      $unset: { channel: true },
      $push: appended(entry),
      $inc: { version: 1 },
    };
    const isDue = { state: 'planned' as const, dueAt: { $lte: claim.at } };
    const [first] = ids;
    if (first !== undefined && ids.length === 1) {
      // The usual slot: claimed and read by one command.
      const only = await rows.findOneAndUpdate({ _id: first, ...isDue }, update, {
        ...DURABLE,
        returnDocument: 'after',
      });
      return only === null ? [] : [rowOfDocument(only)];
    }
    const { modifiedCount } = await rows.updateMany({ _id: { $in: [...ids] }, ...isDue }, update, DURABLE);
    if (modifiedCount === 0) return [];
    const claimed = { _id: { $in: [...ids] }, 'claim.id': claim.id, state: 'sending' as const };
    return (await rows.find(claimed, { batchSize: ids.length }).toArray()).map(rowOfDocument);
  }

  override async settle(
    settlements: readonly Settlement[],
    claim: { readonly id: string; readonly at: Date },
    within: Transaction,
  ): Promise<ReadonlyMap<string, number>> {
    const versions =
      settlements.length === 1
        ? await this.endOne(settlements, claim, within)
        : await this.endMany(settlements, claim, within);
    const attempts = settlements.flatMap(({ row, attempt }) =>
      attempt === undefined || !versions.has(row.id) ? [] : [attemptDocument(attempt)],
    );
    if (attempts.length > 0) await this.attempts.insertMany(attempts, { session: sessionOf(within) });
    return versions;
  }

  override async find(
    { clinicId, id }: { readonly clinicId: string; readonly id: string },
    within?: Transaction,
  ): Promise<Reminder | undefined> {
    const options = within === undefined ? {} : { session: sessionOf(within) };
    const found = await this.rows.findOne({ clinicId, _id: id }, options);
    return found === null ? undefined : rowOfDocument(found);
  }

  override async findById(id: string): Promise<Reminder | undefined> {
    const found = await this.collections.system<ReminderDocument>(REMINDERS, 'provider-callback').findOne({ _id: id });
    return found === null ? undefined : rowOfDocument(found);
  }

  override put(row: Reminder, work: UnitOfWork): void {
    work.put(
      REMINDERS,
      { clinicId: row.clinicId, id: row.id },
      documentOfRow(row, this.links),
      row.version === 0 ? undefined : row.version,
    );
  }

  override async reportAttempt(
    report: Omit<Attempt, 'outcome'> & { readonly status: string },
    within: Transaction,
  ): Promise<void> {
    const { id, clinicId, reminderId, channel, at, providerId, code, status } = report;
    const told = {
      status,
      ...(providerId === undefined ? {} : { providerId }),
      ...(code === undefined ? {} : { code }),
    };
    await this.attempts.updateOne(
      { _id: id, clinicId },
      { $set: told, $setOnInsert: { reminderId, channel, at, outcome: 'reported' } },
      { session: sessionOf(within), upsert: true },
    );
  }

  override async keepAttempt(attempt: Attempt, within: Transaction): Promise<void> {
    const { _id, clinicId, ...told } = attemptDocument(attempt);
    await this.attempts.updateOne({ _id, clinicId }, { $set: told }, { session: sessionOf(within), upsert: true });
  }

  override async attemptsOf({
    clinicId,
    id,
  }: {
    readonly clinicId: string;
    readonly id: string;
  }): Promise<readonly Attempt[]> {
    const found = await this.attempts.find({ clinicId, reminderId: id }, { sort: { at: 1 } }).toArray();
    return found.map(({ _id, ...attempt }) => ({ ...attempt, id: _id }));
  }

  /** Written and read by one command. */
  private async endOne(
    [settlement]: readonly Settlement[],
    claim: { readonly id: string; readonly at: Date },
    within: Transaction,
  ): Promise<ReadonlyMap<string, number>> {
    if (settlement === undefined) return new Map();
    const { clinicId, id } = settlement.row;
    const ended = await this.rows.findOneAndUpdate(
      { clinicId, _id: id, ...under(claim) },
      updateOf(settlement, claim.at),
      { session: sessionOf(within), projection: { version: 1 }, returnDocument: 'after' },
    );
    return new Map(ended === null ? [] : [[id, ended.version]]);
  }

  private async endMany(
    settlements: readonly Settlement[],
    claim: { readonly id: string; readonly at: Date },
    within: Transaction,
  ): Promise<ReadonlyMap<string, number>> {
    const session = sessionOf(within);
    const clinicId = { $in: [...new Set(settlements.map(({ row }) => row.clinicId))] };
    const filter = { clinicId, _id: { $in: settlements.map(({ row }) => row.id) }, ...under(claim) };
    const found = await this.rows.find(filter, { session, projection: { version: 1 } }).toArray();
    const versions = new Map(found.map((row) => [row._id, row.version + 1]));
    const ours = settlements.filter(({ row }) => versions.has(row.id));
    for (const { ids, update } of groupsOf(ours, claim.at))
      await this.rows.updateMany({ clinicId, _id: { $in: ids } }, update, { session });
    return versions;
  }

  private get rows() {
    return this.collections.of<ReminderDocument>(REMINDERS);
  }

  private get attempts() {
    return this.collections.of<AttemptDocument>(ATTEMPTS);
  }
}
