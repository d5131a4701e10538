/** The bare form: find 500 open rows, one `sendBatch`, one `updateMany`. No leases, no order, no limit of bytes, one process only. */
import kafkajs from 'kafkajs';
import { hashOfKey } from '../../../libs/messaging/dist/store/rows.js';
import { TOPIC_PARTITIONS } from '@aftercare/contracts';
import { Tally, task } from './contestant.mjs';
import { kafkaOf, openOutbox } from './outbox.mjs';

const { count, ...where } = task();
const BATCH = 500;
const PAUSE_MS = 5;
const { db } = await openOutbox(where);
const outbox = db.collection('outbox');
const tally = new Tally(count);
const producer = kafkaOf(where).producer({
  createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  allowAutoTopicCreation: false,
});
await producer.connect();
let stopped = false;

async function run() {
  while (!stopped) {
    const rows = await outbox
      .find({ publishedAt: { $type: 10 }, abandonedAt: { $type: 10 } }, { promoteBuffers: true })
      .limit(BATCH)
      .toArray();
    if (rows.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      continue;
    }
    const topics = Map.groupBy?.(rows, (row) => row.topic) ?? new Map([[rows[0]?.topic, rows]]);
    await producer.sendBatch({
      acks: -1,
      topicMessages: [...topics].map(([topic, mine]) => ({
        topic: where.topicPrefix + topic,
        messages: mine.map(({ key, envelope, headers }) => ({
          ...{ key, value: envelope, headers, partition: hashOfKey(key) % TOPIC_PARTITIONS },
        })),
      })),
    });
    tally.published(rows.map(({ _id }) => _id));
    await outbox.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { $set: { publishedAt: new Date() } });
    tally.mark(rows.length);
  }
}

let running = Promise.resolve();
process.on('message', async ({ go, stop }) => {
  if (go) running = run();
  if (!stop) return;
  stopped = true;
  await running;
  process.exit(0);
});
process.send?.({ ready: true });
