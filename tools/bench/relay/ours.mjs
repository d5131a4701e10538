/** The relay as `MessagingRuntime` composes it. With a rate it is also the process that says the events. */
import { SilentActivity } from '@aftercare/kernel';
import { relayClient } from '../../../libs/messaging/dist/kafka/kafka-clients.js';
import { KafkaPublisher } from '../../../libs/messaging/dist/kafka/kafka-publisher.js';
import { MongoOutboxStore } from '../../../libs/messaging/dist/mongo/mongo-outbox-store.js';
import { MongoShardLeases } from '../../../libs/messaging/dist/mongo/mongo-shard-leases.js';
import { Relay } from '../../../libs/messaging/dist/outbox/relay.js';
import { SHARDS } from '../../../libs/messaging/dist/store/rows.js';
import { Tally, task } from './contestant.mjs';
import { machine, openOutbox, sayEvenly } from './outbox.mjs';

const { count, rate, ...where } = task();
const writer = 'ours';
const { client, db } = await openOutbox(where);
const tally = new Tally(count);
const outbox = new MongoOutboxStore(db, machine, writer);
const publisher = new KafkaPublisher(relayClient({ ...where, clientId: 'bench' }), where.topicPrefix);

// Seen from here: the broker's answer, and the mark that follows it.
const [publish, mark] = [publisher.publish.bind(publisher), outbox.markPublished.bind(outbox)];
publisher.publish = async (records) => {
  const stored = await publish(records);
  tally.published(records.map(({ headers }) => headers.ce_id));
  return stored;
};
outbox.markPublished = async (ids) => {
  await mark(ids);
  tally.mark(ids.length);
};

const leases = new MongoShardLeases({ leases: db.collection('leases'), machine, name: 'relay', shards: SHARDS });
const relay = new Relay({ outbox, leases, publisher, machine, activity: new SilentActivity() });
process.on('message', async ({ go, stop }) => {
  if (stop) {
    await relay.close();
    process.exit(0);
  }
  if (!go) return;
  relay.start();
  if (rate === undefined) return;
  // Leases first: a service is up for a while before anything is said.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const committed = await sayEvenly({ client, db }, { rate, count, writer, onPublish: () => relay.wrote() });
  process.send?.({ committed });
});
process.send?.({ ready: true });
