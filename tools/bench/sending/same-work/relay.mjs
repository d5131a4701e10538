/** The bare relay: find 500, `sendBatch`, `updateMany`. */
import { TOPIC_PARTITIONS } from '@aftercare/contracts';
import kafkajs from 'kafkajs';
import { hashOfKey } from '../../../../libs/messaging/dist/store/rows.js';

const ROWS = 500;

/**
 * @param {{ db: import('mongodb').Db, brokers: string, topic: string, pause: () => Promise<void> }} where
 */
export async function openRelay({ db, brokers, topic, pause }) {
  const outbox = db.collection('outbox');
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: TOPIC_PARTITIONS }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  let stopped = false;

  async function run() {
    while (!stopped) {
      const open = await outbox
        .find({ publishedAt: { $type: 10 }, abandonedAt: { $type: 10 } }, { promoteBuffers: true, batchSize: ROWS })
        .limit(ROWS)
        .toArray();
      if (open.length === 0) {
        await pause();
        continue;
      }
      const messages = open.map(({ key, envelope, headers }) => ({
        ...{ key, value: envelope, headers, partition: hashOfKey(key) % TOPIC_PARTITIONS },
      }));
      await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages }] });
      const ids = open.map(({ _id }) => _id);
      await outbox.updateMany({ _id: { $in: ids } }, { $set: { publishedAt: new Date() } });
    }
  }
  const running = run();
  return {
    async close() {
      stopped = true;
      await running;
      await producer.disconnect();
    },
  };
}
