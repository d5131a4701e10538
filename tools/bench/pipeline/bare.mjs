/** The best bare form: kafkajs `eachBatch`, one driver transaction per 500, insertMany, no contracts, no facts, no fence. */
import { bookingConfirmedV1, reminderSentV1 } from '@aftercare/contracts';
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { createMessagingIndexes } from '../../../libs/messaging/dist/mongo/mongo-indexes.js';
import { BATCH, kafkaOf, LEDGER_ROWS, ledgerRow, outcomeData, Stopwatch } from './load.mjs';

const { uri, brokers, database, topicPrefix, count } = JSON.parse(process.argv[2] ?? '{}');
const client = await mongoose.mongo.MongoClient.connect(uri);
const db = client.db(database);
await createMessagingIndexes(db);
await db.createCollection('reminders');
const watch = new Stopwatch(count);
const consumer = kafkaOf(brokers).consumer({
  groupId: `${topicPrefix}bare`,
  maxWaitTimeInMs: 1000,
  maxBytesPerPartition: 2_000_000,
});
await consumer.connect();
await consumer.subscribe({ topic: topicPrefix + bookingConfirmedV1.topic, fromBeginning: true });
let done = 0;

const outboxRecord = (event) => {
  const envelope = {
    specversion: '1.0',
    id: randomUUID(),
    source: '/aftercare/notifications',
    type: reminderSentV1.type,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    clinicid: event.clinicid,
    partitionkey: event.data.bookingId,
    correlationid: event.correlationid,
    causationid: event.id,
    data: outcomeData(event.data.bookingId),
  };
  return {
    _id: envelope.id,
    shard: 0,
    topic: reminderSentV1.topic,
    key: envelope.partitionkey,
    order: { version: 1, index: 0 },
    envelope: Buffer.from(JSON.stringify(envelope)),
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ce_specversion: '1.0',
      ce_id: envelope.id,
      ce_source: envelope.source,
      ce_type: envelope.type,
      ce_time: envelope.time,
      ce_clinicid: envelope.clinicid,
      ce_partitionkey: envelope.partitionkey,
      ce_correlationid: envelope.correlationid,
      ce_causationid: envelope.causationid,
    },
    createdAt: new Date(),
    publishedAt: null,
    abandonedAt: null,
  };
};

async function store(events) {
  await client.withSession(async (session) => {
    session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
    const options = { session, ordered: false };
    const handledAt = new Date();
    await db.collection('inbox').insertMany(
      events.map((event) => ({
        _id: `notifications.plan-reminders|${event.source}|${event.id}`,
        outcome: 'handled',
        handledAt,
      })),
      options,
    );
    const rows = events.flatMap((event) =>
      LEDGER_ROWS.map((row) => ({ ...ledgerRow(event.data.bookingId, event.clinicid, row), version: 1 })),
    );
    await db.collection('reminders').insertMany(rows, options);
    await db.collection('outbox').insertMany(events.map(outboxRecord), options);
    await session.commitTransaction();
  });
}

await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: 4,
  eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
    for (let from = 0; from < batch.messages.length; from += BATCH) {
      const slice = batch.messages.slice(from, from + BATCH);
      await store(slice.map((message) => JSON.parse(message.value.toString())));
      const last = slice.at(-1).offset;
      resolveOffset(last);
      await heartbeat();
      await consumer.commitOffsets([
        { topic: batch.topic, partition: batch.partition, offset: String(BigInt(last) + 1n) },
      ]);
      done += slice.length;
      watch.reached(done);
    }
  },
});
