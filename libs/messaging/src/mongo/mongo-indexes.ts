import type { mongo } from 'mongoose';
import type { DeadLetter, InboxRecord, OutboxRow } from '../store/rows.js';

const DAY_SECONDS = 86_400;
/** Longer than any topic keeps its records (7 days), so that a replay from the start still finds every id. */
const INBOX_DAYS = 30;
const OUTBOX_DAYS = 7;

const expiringAfter = (days: number) => ({ expireAfterSeconds: days * DAY_SECONDS });

/** Both clocks of these indexes are the machine's: `handledAt` and `publishedAt` are written in machine time. */
export const createMessagingIndexes = async (db: mongo.Db): Promise<void> => {
  await db.collection<OutboxRow>('outbox').createIndexes([
    {
      key: { shard: 1, key: 1, 'order.version': 1, 'order.index': 1 },
      name: 'open',
      partialFilterExpression: { publishedAt: { $type: 'null' }, abandonedAt: { $type: 'null' } },
    },
    {
      key: { publishedAt: 1 },
      name: 'published',
      partialFilterExpression: { publishedAt: { $type: 'date' } },
      ...expiringAfter(OUTBOX_DAYS),
    },
  ]);
  await db.collection<InboxRecord>('inbox').createIndexes([
    {
      key: { handledAt: 1 },
      name: 'handled',
      partialFilterExpression: { outcome: 'handled' },
      ...expiringAfter(INBOX_DAYS),
    },
  ]);
  await db
    .collection<DeadLetter>('dead_letters')
    .createIndexes([{ key: { group: 1, state: 1, parkedAt: 1 }, name: 'by-group' }]);
};
