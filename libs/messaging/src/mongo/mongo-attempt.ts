import type { mongo } from 'mongoose';
import { ConflictError, FencedError } from '../store/errors.js';
import type { DeadLetter, InboxRecord, OutboxRow } from '../store/rows.js';
import type { Attempt, Fence } from '../store/store.js';
import { insertAtOnce, insertMany } from './insert-all.js';
import { MongoTransaction } from './mongo-transaction.js';
import { MongoUnitOfWork } from './mongo-unit-of-work.js';

/** Stages what one transaction writes, and writes it in one go. */
export class MongoAttempt implements Attempt {
  readonly within: MongoTransaction;
  readonly writes = new MongoUnitOfWork();
  private readonly inbox: InboxRecord[] = [];
  private readonly outbox: OutboxRow[] = [];
  private readonly letters: DeadLetter[] = [];
  private readonly settled: string[] = [];

  constructor(
    private readonly db: mongo.Db,
    private readonly session: mongo.ClientSession,
    private readonly fence?: Fence,
  ) {
    this.within = new MongoTransaction(session);
  }

  get rowIds(): readonly string[] {
    return this.outbox.map((row) => row._id);
  }

  record(records: readonly InboxRecord[]): void {
    this.inbox.push(...records);
  }

  publish(rows: readonly OutboxRow[]): void {
    this.outbox.push(...rows);
  }

  park(letters: readonly DeadLetter[]): void {
    this.letters.push(...letters);
  }

  settle(inboxId: string): void {
    this.settled.push(inboxId);
  }

  /** Writes everything staged. */
  async flush(): Promise<void> {
    const { db, session } = this;
    // Late, with the other writes: a fence that is touched early stays locked while the reaction loads.
    if (this.fence !== undefined) await this.prove(this.fence);
    // The fence's update has begun the transaction.
    const insert = this.fence === undefined ? insertMany : insertAtOnce;
    await insert({ db, collection: 'inbox', session }, this.inbox);
    await this.writes.flush({ db, session, insert });
    for (const inboxId of this.settled) await this.handled(inboxId);
    await insert({ db, collection: 'dead_letters', session }, this.letters);
    await insert({ db, collection: 'outbox', session }, this.outbox);
  }

  private async prove(fence: Fence): Promise<void> {
    const held = await this.db
      .collection<{ _id: string; number: number; held?: number }>('fences')
      .updateOne({ _id: fence.id, number: fence.number }, { $inc: { held: 1 } }, { session: this.session });
    if (held.matchedCount !== 1) throw new FencedError(fence.id);
  }

  private async handled(inboxId: string): Promise<void> {
    const session = this.session;
    const inbox = await this.db
      .collection<InboxRecord>('inbox')
      .updateOne({ _id: inboxId, outcome: 'parked' }, { $set: { outcome: 'handled' } }, { session });
    if (inbox.matchedCount !== 1) throw new ConflictError('stale', `${inboxId} is not parked any more`);
    await this.db
      .collection<DeadLetter>('dead_letters')
      .updateOne({ _id: inboxId }, { $set: { state: 'handled' } }, { session });
  }
}
