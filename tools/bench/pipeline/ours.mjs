/** The reaction runtime as it is built, without the relay: publishing is not part of this race. */
import { bookingConfirmedV1, reminderSentV1 } from '@aftercare/contracts';
import { FixedClock, SilentActivity, SystemMachineTime } from '@aftercare/kernel';
import { nameOf, Reaction, say, sessionOf } from '@aftercare/messaging';
import mongoose from 'mongoose';
import { consumerClient } from '../../../libs/messaging/dist/kafka/kafka-clients.js';
import { KafkaReactionServer } from '../../../libs/messaging/dist/kafka/kafka-reaction-server.js';
import { createMessagingIndexes } from '../../../libs/messaging/dist/mongo/mongo-indexes.js';
import { MongoStore } from '../../../libs/messaging/dist/mongo/mongo-store.js';
import { BatchRunner } from '../../../libs/messaging/dist/runtime/batch-runner.js';
import { LEDGER_ROWS, ledgerRow, outcomeData, Stopwatch } from './load.mjs';

const { uri, brokers, database, topicPrefix, count } = JSON.parse(process.argv[2] ?? '{}');
const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
const client = connection.getClient();
const db = client.db(database);
await createMessagingIndexes(db);
await db.createCollection('reminders');
const watch = new Stopwatch(count);

class PlanReminders extends Reaction {
  name = 'plan-reminders';
  consumes = [bookingConfirmedV1];
  keyOf(event) {
    return { clinicId: event.clinicid, id: event.data.bookingId };
  }
  async facts() {
    return undefined;
  }
  async load(keys, within) {
    const ids = keys.map((key) => `${key.id}-0`);
    const rows = await db
      .collection('reminders')
      .find({ _id: { $in: ids } }, { session: sessionOf(within) })
      .toArray();
    return new Map(
      rows.map((row) => [nameOf({ clinicId: row.clinicId, id: row.bookingId }), { state: row, version: row.version }]),
    );
  }
  decide(state, event) {
    const { bookingId } = event.data;
    if (state) return { state, says: [] };
    return {
      state: LEDGER_ROWS.map((row) => ledgerRow(bookingId, event.clinicid, row)),
      says: [say(reminderSentV1, event.clinicid, outcomeData(bookingId))],
    };
  }
  save(changes, work) {
    for (const { key, after, before } of changes)
      for (const row of after) work.put('reminders', { clinicId: key.clinicId, id: row._id }, row, before?.version);
  }
}

class Watching extends SilentActivity {
  next = new Map();
  handled(group, topic, partition, nextOffset) {
    this.next.set(partition, Number(nextOffset));
    watch.reached([...this.next.values()].reduce((sum, one) => sum + one, 0));
  }
}

const machine = new SystemMachineTime();
const activity = new Watching();
const store = new MongoStore({ client, db, machine, activity, writer: 'bench' });
const runner = new BatchRunner({
  service: 'notifications',
  group: 'notifications.plan-reminders',
  reaction: new PlanReminders(),
  store,
  clock: new FixedClock(new Date('2027-03-01T10:00:00Z')),
  machine,
});
const kafka = consumerClient({ brokers, topicPrefix, clientId: 'bench' });
new KafkaReactionServer({ kafka, topicPrefix, runner, store, activity, machine, topicsReady: async () => {} }).listen(
  () => {},
);
