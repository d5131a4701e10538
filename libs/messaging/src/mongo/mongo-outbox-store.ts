import type { MachineTime } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { OutboxStore, PAGE_BYTES, type OpenRows, type Page } from '../outbox/outbox-store.js';
import type { OutboxRow } from '../store/rows.js';

/** The same words as the partial index `open`, or the planner would not use it. */
const OPEN = { publishedAt: { $type: 10 }, abandonedAt: { $type: 10 } } as const;
const REWATCH_MS = 500;
/** How long the server holds an idle change stream's request; a row answers it at once. */
const AWAIT_MS = 10_000;

/** What is left of an insert's change. */
type Notice = Pick<mongo.ChangeStreamInsertDocument<OutboxRow>, '_id' | 'operationType'>;

export class MongoOutboxStore extends OutboxStore {
  constructor(
    private readonly db: mongo.Db,
    private readonly machine: MachineTime,
    private readonly writer: string,
  ) {
    super();
  }

  override async open({ shards, fromKey, limit }: Page): Promise<OpenRows> {
    const cursor = this.outbox.find(
      { ...OPEN, shard: { $in: [...shards] }, ...(fromKey === undefined ? {} : { key: { $gte: fromKey } }) },
      {
        promoteBuffers: true,
        readConcern: { level: 'majority' },
        sort: { shard: 1, key: 1, 'order.version': 1, 'order.index': 1 },
        limit,
        batchSize: limit,
      },
    );
    const rows: OutboxRow[] = [];
    let bytes = 0;
    try {
      for await (const row of cursor) {
        rows.push(row);
        bytes += row.envelope?.length ?? 0;
        if (bytes >= PAGE_BYTES) return { rows, more: true };
      }
    } finally {
      await cursor.close();
    }
    return { rows, more: rows.length === limit };
  }

  override async markPublished(ids: readonly string[]): Promise<void> {
    await this.outbox.updateMany({ _id: { $in: [...ids] } }, { $set: { publishedAt: this.now() } });
  }

  override async markAbandoned(id: string): Promise<void> {
    await this.outbox.updateOne({ _id: id }, { $set: { abandonedAt: this.now() } });
  }

  override countOpen(): Promise<number> {
    return this.outbox.countDocuments({ ...OPEN, shard: { $gte: 0 } });
  }

  /** A lost change stream is opened anew; the relay's sweep covers what passes before it is. */
  override watch(ring: () => void): () => Promise<void> {
    let ended = false;
    let stream: mongo.ChangeStream<OutboxRow, Notice> | undefined;
    const open = (): void => {
      if (ended) return;
      stream = this.outbox.watch<OutboxRow, Notice>(
        [
          { $match: { operationType: 'insert', 'fullDocument.writer': { $ne: this.writer } } },
          { $project: { _id: 1, operationType: 1 } },
        ],
        { maxAwaitTimeMS: AWAIT_MS },
      );
      stream.on('change', ring);
      stream.on('error', () => {
        void stream?.close().catch(() => undefined);
        void this.machine.sleep(REWATCH_MS).then(() => {
          open();
          ring();
        });
      });
    };
    open();
    return async () => {
      ended = true;
      await stream?.close();
    };
  }

  private get outbox(): mongo.Collection<OutboxRow> {
    return this.db.collection<OutboxRow>('outbox');
  }

  private now(): Date {
    return new Date(this.machine.nowMs());
  }
}
