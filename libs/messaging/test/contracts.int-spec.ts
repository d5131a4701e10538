import { FixedClock, newId, SilentActivity, SystemMachineTime } from '@aftercare/kernel';
import { mongo } from 'mongoose';
import { relayClient } from '../src/kafka/kafka-clients.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { createMessagingIndexes } from '../src/mongo/mongo-indexes.js';
import { MongoShardLeases } from '../src/mongo/mongo-shard-leases.js';
import { MongoStore } from '../src/mongo/mongo-store.js';
import { sessionOf } from '../src/mongo/mongo-transaction.js';
import type { Transaction } from '../src/reaction.js';
import type { OutboxRow } from '../src/store/rows.js';
import { StoreTransactions } from '../src/store/store-transactions.js';
import { describePublisherContract } from '../src/testing/publisher-contract.js';
import { describeShardLeasesContract } from '../src/testing/shard-leases-contract.js';
import { describeStoreContract } from '../src/testing/store-contract.js';
import { describeTransactionsContract } from '../src/testing/transactions-contract.js';
import { TrialLog } from './testing/log.js';
import { sharedEngines } from './testing/trial.js';
import { trialNames } from './testing/trial-service.js';

jest.setTimeout(30_000);

const { mongoUri, brokers } = sharedEngines();
const machine = new SystemMachineTime();
const activity = new SilentActivity();
const databases: mongo.Db[] = [];
const client = new mongo.MongoClient(mongoUri);

afterAll(async () => {
  for (const db of databases) await db.dropDatabase();
  await client.close();
});

const freshStore = async () => {
  const db = client.db(`messaging_${newId().slice(0, 8)}`);
  databases.push(db);
  await createMessagingIndexes(db);
  const read = async (collection: string, id: string, within?: Transaction) => {
    const options = within === undefined ? {} : { session: sessionOf(within) };
    return (await db.collection<{ _id: string }>(collection).findOne({ _id: id }, options)) ?? undefined;
  };
  return { db, read, store: new MongoStore({ client, db, machine, activity, writer: 'a-process' }) };
};

describeStoreContract('MongoDB', async () => {
  const { db, read, store } = await freshStore();
  return {
    store,
    read,
    outbox: async () => (await db.collection<OutboxRow>('outbox').find().toArray()).map((row) => row._id),
  };
});

describeTransactionsContract('MongoDB', async () => {
  const { db, read, store } = await freshStore();
  const transactions = new StoreTransactions({
    service: 'trial',
    store,
    clock: new FixedClock(new Date(0)),
    machine,
    activity,
  });
  return { transactions, read, rows: () => db.collection<OutboxRow>('outbox').find().toArray() };
});

describeShardLeasesContract('MongoDB', async (ownMachine, shards) => {
  const { db } = await freshStore();
  return new MongoShardLeases({ leases: db.collection('leases'), machine: ownMachine, name: 'trial', shards });
});

describePublisherContract('Kafka', async () => {
  const { topicPrefix } = trialNames();
  const log = new TrialLog(brokers, topicPrefix);
  await log.create(['things']);
  const publisher = new KafkaPublisher(relayClient({ brokers, topicPrefix, clientId: 'contract' }), topicPrefix);
  const read = async (partition: number) =>
    (await log.read('things', 0))
      .filter((record) => record.partition === partition)
      .map(({ key, value, headers }) => ({ key: key ?? '', value, headers }));
  return { publisher, topic: 'things', read };
});

describe('the index of open outbox rows', () => {
  it('is the one that the relay uses', async () => {
    const { db } = await freshStore();
    const open = { publishedAt: { $type: 10 }, abandonedAt: { $type: 10 } };
    const plan = await db
      .collection('outbox')
      .find({ ...open, shard: { $in: [0, 1, 2] } })
      .sort({ shard: 1, key: 1, 'order.version': 1, 'order.index': 1 })
      .explain('queryPlanner');
    const { winningPlan } = plan['queryPlanner'] as { readonly winningPlan: unknown };
    const text = JSON.stringify(winningPlan);
    expect(text).toContain('"indexName":"open"');
    expect(text).not.toContain('"stage":"SORT"');
  });
});
