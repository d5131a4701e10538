import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { WaitingLedger } from '../../application/sending/ledger.js';
import type { Reminder } from '../../domain/reminder.js';
import { NextTimes } from './next-times.js';
import {
  appended,
  ATTEMPTS,
  NEVER_TOUCHED,
  OF_CLIENT_INDEX,
  REMINDERS,
  rowOfDocument,
  WENT_OUT_INDEX,
} from './reminder-document.js';
import type { AttemptDocument, ReminderDocument } from './reminder-document.js';

/** Rows of one look; the rest comes with the next. */
const MOST = 500;
/** First question to the provider this long after the claim's lease ran out. */
const FIRST_LOOK_MS = 60_000;

/** A row repeats its ids and names; tens of millions of them wait for weeks without being read. */
const SMALL_ON_DISK = { storageEngine: { wiredTiger: { configString: 'block_compressor=zstd' } } };

/** Each row is in few of them: a pending one costs its bytes in every index for weeks. */
const INDEXES: readonly (mongo.CreateIndexesOptions & { readonly key: mongo.IndexSpecification })[] = [
  { key: { state: 1, dueAt: 1, shard: 1 } },
  { key: OF_CLIENT_INDEX },
  { key: { clinicId: 1, dueAt: 1, _id: 1 } },
  // What somebody got lately, for the caps and the brake; rows that wait do not stand in it.
  {
    key: { clinicId: 1, clientRef: 1, sentAt: 1 },
    name: WENT_OUT_INDEX,
    partialFilterExpression: { sentAt: { $exists: true } },
  },
  // A plan's rows are found by its family and its subject; a survey's row names the visit too.
  {
    key: { clinicId: 1, 'subject.bookingId': 1 },
    name: 'rows-of-booking',
    partialFilterExpression: { family: 'appointment' },
  },
  {
    key: { clinicId: 1, 'subject.surveyId': 1 },
    partialFilterExpression: { 'subject.surveyId': { $exists: true } },
  },
  {
    key: { clinicId: 1, 'subject.sessionId': 1 },
    name: 'rows-of-session',
    partialFilterExpression: { family: 'follow-up' },
  },
  { key: { state: 1, lookAt: 1 }, partialFilterExpression: { state: 'unknown' } },
  { key: { state: 1, heardBy: 1 }, partialFilterExpression: { heardBy: { $exists: true } } },
  // Nobody has a link to a message that was never claimed.
  { key: { whyHash: 1 }, name: 'why', partialFilterExpression: { version: { $gt: NEVER_TOUCHED } } },
];

/** Of versions before; another one serves their queries. */
const REPLACED = ['clinicId_1_clientRef_1_state_1'];

@Injectable()
export class MongoWaitingLedger extends WaitingLedger implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly times: NextTimes,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.collections.make(REMINDERS, SMALL_ON_DISK);
    const rows = this.collections.of<ReminderDocument>(REMINDERS);
    for (const { key, ...options } of INDEXES) await rows.createIndex(key, options);
    for (const name of REPLACED) await this.collections.retireIndex(REMINDERS, name);
    await this.collections.of<AttemptDocument>(ATTEMPTS).createIndex({ clinicId: 1, reminderId: 1 });
  }

  override async expireClaims(machineMs: number, now: Date): Promise<number> {
    const entry = { at: now, to: 'unknown' as const, reason: 'LOOKING_UP' };
    const { modifiedCount } = await this.system('sweep').updateMany(
      { state: 'sending', 'claim.until': { $lt: machineMs } },
      {
        $set: { state: 'unknown', reason: 'LOOKING_UP', lookAt: new Date(now.getTime() + FIRST_LOOK_MS), looks: 0 },
        $push: appended(entry),
        $inc: { version: 1 },
      },
    );
    return modifiedCount;
  }

  override countSending(): Promise<number> {
    return this.system('sweep').countDocuments({ state: 'sending' });
  }

  override async heldUntil(now: Date): Promise<readonly Reminder[]> {
    return (
      await this.system('due-work')
        .find({ state: 'held', dueAt: { $lte: now } })
        .limit(MOST)
        .toArray()
    ).map(rowOfDocument);
  }

  override nextHeldAt(): Promise<Date | undefined> {
    return this.times.of('held');
  }

  override async inDoubtUntil(now: Date): Promise<readonly Reminder[]> {
    return (
      await this.system('reconcile')
        .find({ state: 'unknown', lookAt: { $lte: now } })
        .limit(MOST)
        .toArray()
    ).map(rowOfDocument);
  }

  override nextLookAt(): Promise<Date | undefined> {
    return this.times.of('unknown');
  }

  override async unheardUntil(now: Date): Promise<readonly Reminder[]> {
    return (
      await this.system('due-work')
        .find({ state: 'sent', heardBy: { $exists: true, $lte: now } })
        .limit(MOST)
        .toArray()
    ).map(rowOfDocument);
  }

  override nextHeardBy(): Promise<Date | undefined> {
    return this.times.of('sent');
  }

  private system(query: 'sweep' | 'due-work' | 'reconcile') {
    return this.collections.system<ReminderDocument>(REMINDERS, query);
  }
}
