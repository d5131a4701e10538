import type { Activity, MachineTime } from '@aftercare/kernel';
import { mongo } from 'mongoose';
import { backOffMs } from '../store/back-off.js';
import type { InboxRecord } from '../store/rows.js';
import { Store, type Attempt, type Fence } from '../store/store.js';
import { MongoAttempt } from './mongo-attempt.js';
import { MongoFences } from './mongo-fences.js';
import { mayCommitAgain, translated } from './mongo-errors.js';

const COMMIT_TRIES = 20;
const SNAPSHOT = { readConcern: new mongo.ReadConcern('snapshot'), writeConcern: new mongo.WriteConcern('majority') };

export interface MongoStoreContext {
  readonly client: mongo.MongoClient;
  readonly db: mongo.Db;
  readonly machine: MachineTime;
  readonly activity: Activity;
  /** This process among those that share the outbox. */
  readonly writer: string;
}

/** The native driver with an explicit session: mongoose's helpers repeat decisions that were made on stale state. */
export class MongoStore extends Store {
  private readonly fences: MongoFences;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly context: MongoStoreContext) {
    super();
    this.fences = new MongoFences(context.client, context.db);
  }

  override async attempt<T>(work: (attempt: Attempt) => Promise<T>, fence?: Fence): Promise<T> {
    const { session, release } = this.fences.sessionOf(fence);
    try {
      session.startTransaction(SNAPSHOT);
      const attempt = new MongoAttempt({ db: this.context.db, session, writer: this.context.writer }, fence);
      const result = await work(attempt);
      await attempt.flush();
      this.context.activity.count('outbox', attempt.rows);
      await this.commit(session, attempt.rows > 0);
      return result;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw translated(error);
    } finally {
      await release();
    }
  }

  override async claim(fenceId: string): Promise<Fence> {
    try {
      return await this.fences.claim(fenceId);
    } catch (error) {
      throw translated(error);
    }
  }

  override async seen(inboxIds: readonly string[]): Promise<ReadonlyMap<string, InboxRecord['outcome']>> {
    try {
      const records = await this.context.db
        .collection<InboxRecord>('inbox')
        .find({ _id: { $in: [...inboxIds] } }, { projection: { outcome: 1 }, readConcern: { level: 'majority' } })
        .toArray();
      return new Map(records.map((record) => [record._id, record.outcome]));
    } catch (error) {
      throw translated(error);
    }
  }

  override onPublish(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Rows are told of also when the commit's outcome stays unknown: a look too many costs nothing. */
  private async commit(session: mongo.ClientSession, hasRows: boolean): Promise<void> {
    try {
      await this.commitUntilKnown(session);
    } finally {
      if (hasRows) for (const listener of this.listeners) listener();
    }
  }

  /** The server remembers the outcome, so the commit alone may be repeated as it is. */
  private async commitUntilKnown(session: mongo.ClientSession): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await session.commitTransaction();
        return;
      } catch (error) {
        if (attempt >= COMMIT_TRIES || !mayCommitAgain(error)) throw error;
        await this.context.machine.sleep(backOffMs(attempt + 2, 1000));
      }
    }
  }
}
