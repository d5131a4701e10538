/** The outbox that every contestant empties: events as a use case says them, in the rows that its transaction writes. */
import { reminderSentV1, TOPIC_PARTITIONS } from '@aftercare/contracts';
import { newId, SilentActivity, SystemClock, SystemMachineTime } from '@aftercare/kernel';
import { say, StoreTransactions } from '@aftercare/messaging';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import { createMessagingIndexes } from '../../../libs/messaging/dist/mongo/mongo-indexes.js';
import { MongoStore } from '../../../libs/messaging/dist/mongo/mongo-store.js';
import { rowOf } from '../../../libs/messaging/dist/store/sayings.js';

export const TOPIC = reminderSentV1.topic;
const CLIENTS = 997;
const CHUNK = 1000;
export const machine = new SystemMachineTime();

/** @typedef {{ uri: string, brokers: string, database: string, topicPrefix: string }} Where */

/** @param {Where} where */
export async function openOutbox({ uri, database }) {
  const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
  const client = connection.getClient();
  return { client, db: client.db(database), close: () => connection.close() };
}

const sayingOf = (/** @type {string} */ reminderId, /** @type {number} */ index) =>
  say(reminderSentV1, 'clinic-1', {
    ...{ reminderId, clientRef: `client-${index % CLIENTS}`, family: 'appointment', kind: '24h', channel: 'sms' },
    ...{ bookingId: `booking-${index}`, at: '2027-03-01T10:00:00Z' },
  });

/**
 * Open rows, as many transactions would leave them.
 * @param {import('mongodb').Db} db
 * @param {number} count
 */
export async function fillOutbox(db, count) {
  await createMessagingIndexes(db);
  const now = new Date();
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, at) => {
      const head = { id: newId(), source: '/aftercare/notifications', time: now, correlationId: newId() };
      const version = Math.floor((from + at) / CLIENTS) + 1;
      return rowOf({
        saying: sayingOf(`reminder-${from + at}`, from + at),
        head,
        order: { version, index: 0 },
        createdAt: now,
      });
    });
    await db.collection('outbox').insertMany(rows, { ordered: false });
  }
}

/**
 * Says that many events a second, each in a transaction of its own; answers when each was committed, by the reminder it is about.
 * @param {{ client: import('mongodb').MongoClient, db: import('mongodb').Db }} store
 * @param {{ rate: number, count: number, writer: string, onPublish?: () => void }} how
 */
export async function sayEvenly({ client, db }, { rate, count, writer, onPublish }) {
  const store = new MongoStore({ client, db, machine, activity: new SilentActivity(), writer });
  if (onPublish) store.onPublish(onPublish);
  const context = {
    service: 'notifications',
    store,
    clock: new SystemClock(),
    machine,
    activity: new SilentActivity(),
  };
  const transactions = new StoreTransactions(context);
  /** @type {[string, number][]} */
  const committed = [];
  const begin = performance.now();
  const one = async (/** @type {number} */ index) => {
    await transactions.run(async (work) =>
      work.say(sayingOf(`reminder-${index}`, index), Math.floor(index / CLIENTS) + 1),
    );
    committed.push([`reminder-${index}`, instant()]);
  };
  const all = [];
  for (let index = 0; index < count; index += 1) {
    const wait = begin + (index * 1000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(one(index));
  }
  await Promise.all(all);
  return committed;
}

/** The same clock in every process of this machine, finer than a millisecond. */
export const instant = () => performance.timeOrigin + performance.now();

/** @param {Where} where */
export const kafkaOf = ({ brokers }) =>
  new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });

/** @param {Where} where */
export async function createTopic(where) {
  const admin = kafkaOf(where).admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic: where.topicPrefix + TOPIC, numPartitions: TOPIC_PARTITIONS }],
    waitForLeaders: true,
  });
  await admin.disconnect();
}

/** @param {Where} where */
export async function removeTopic(where) {
  const admin = kafkaOf(where).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [where.topicPrefix + TOPIC] });
  await admin.disconnect();
}

/**
 * What stands in the topic, read back by a consumer, in the order of each partition.
 * @param {Where} where
 * @param {number} count
 */
export async function readTopic(where, count) {
  const consumer = kafkaOf(where).consumer({ groupId: `${where.topicPrefix}reader`, maxWaitTimeInMs: 100 });
  const admin = kafkaOf(where).admin();
  await Promise.all([consumer.connect(), admin.connect()]);
  const ends = await admin.fetchTopicOffsets(where.topicPrefix + TOPIC);
  const there = ends.reduce((sum, { high }) => sum + Number(high), 0);
  await admin.disconnect();
  if (there !== count) throw new Error(`${there} records were published, not ${count}`);
  /** @type {{ id: string, key: string }[]} */
  const records = [];
  await consumer.subscribe({ topic: where.topicPrefix + TOPIC, fromBeginning: true });
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${records.length} of ${count} records were read`)), 60_000);
    void consumer.run({
      eachBatch: async ({ batch }) => {
        for (const { headers, key } of batch.messages) records.push({ id: String(headers?.ce_id), key: String(key) });
        if (records.length >= count) {
          clearTimeout(timer);
          resolve(undefined);
        }
      },
    });
  });
  await consumer.disconnect();
  return records;
}
