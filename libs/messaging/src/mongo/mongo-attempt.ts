import type { mongo } from 'mongoose';
import { ConflictError, FencedError } from '../store/errors.js';
import { writtenBy, type DeadLetter, type InboxRecord, type OutboxRow } from '../store/rows.js';
import type { Attempt, Fence } from '../store/store.js';
import { insertAtOnce, insertMany } from './insert-all.js';
import { MongoTransaction } from './mongo-transaction.js';
import { MongoUnitOfWork } from './mongo-unit-of-work.js';

/** Stages what one transaction writes, and writes it in one go. */
export class MongoAttempt implements Attempt {
  readonly within: MongoTransaction;
  readonly writes = new MongoUnitOfWork();
  private readonly inbox: InboxRecord[] = [];
  private readonly outbox: Iterable<OutboxRow>[] = [];
  private readonly letters: DeadLetter[] = [];
  private readonly settled: string[] = [];
  private published = 0;

  constructor(
    private readonly where: { readonly db: mongo.Db; readonly session: mongo.ClientSession; readonly writer: string },
    private readonly fence?: Fence,
  ) {
    this.within = new MongoTransaction(where.session);
  }

  /** Written to the outbox. */
  get rows(): number {
    return this.published;
  }

  record(records: readonly InboxRecord[]): void {
    this.inbox.push(...records);
  }

  publish(rows: Iterable<OutboxRow>): void {
    this.outbox.push(rows);
  }

  park(letters: readonly DeadLetter[]): void {
    this.letters.push(...letters);
  }

  settle(inboxId: string): void {
    this.settled.push(inboxId);
  }

  /** Writes everything staged. */
  async flush(): Promise<void> {
    const { db, session } = this.where;
    // Late, with the other writes: a fence that is touched early stays locked while the reaction loads.
    if (this.fence !== undefined) await this.prove(this.fence);
    // With a fence its update has begun the transaction, else a read of the use case may have.
    const insert = this.fence === undefined && !this.within.hasBegun ? insertMany : insertAtOnce;
    await insert({ db, collection: 'inbox', session }, this.inbox);
    await this.writes.flush({ db, session, insert });
    for (const inboxId of this.settled) await this.handled(inboxId);
    await insert({ db, collection: 'dead_letters', session }, this.letters);
    const rows = this.rowsToWrite();
    await insert({ db, collection: 'outbox', session }, rows);
    this.published = rows.length;
  }

  /** Made only now, so that they need not live through the commands before theirs. */
  private rowsToWrite(): readonly OutboxRow[] {
    const written: OutboxRow[] = [];
    for (const rows of this.outbox) for (const row of rows) written.push(writtenBy(this.where.writer, row));
    return written;
  }

  private async prove(fence: Fence): Promise<void> {
    const held = await this.where.db
      .collection<{ _id: string; number: number; held?: number }>('fences')
      .updateOne({ _id: fence.id, number: fence.number }, { $inc: { held: 1 } }, { session: this.where.session });
    if (held.matchedCount !== 1) throw new FencedError(fence.id);
  }

  private async handled(inboxId: string): Promise<void> {
    const { db, session } = this.where;
    const inbox = await db
      .collection<InboxRecord>('inbox')
      .updateOne({ _id: inboxId, outcome: 'parked' }, { $set: { outcome: 'handled' } }, { session });
    if (inbox.matchedCount !== 1) throw new ConflictError('stale', `${inboxId} is not parked any more`);
    await db
      .collection<DeadLetter>('dead_letters')
      .updateOne({ _id: inboxId }, { $set: { state: 'handled' } }, { session });
  }
}
