import { relayClient } from '../src/kafka/kafka-clients.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { partitionOf } from '../src/store/rows.js';
import { TrialLog } from './testing/log.js';
import { sharedEngines } from './testing/trial.js';
import { trialNames } from './testing/trial-service.js';

jest.setTimeout(30_000);

const { brokers } = sharedEngines();
const TOPIC = 'things';
const KEYS = Array.from({ length: 40 }, (_, index) => `thing-${index}`);

/** A topic as an operator makes it beforehand, with one partition. */
const withSmallTopic = async () => {
  const { topicPrefix } = trialNames();
  const log = new TrialLog(brokers, topicPrefix);
  const topics = [{ topic: topicPrefix + TOPIC, numPartitions: 1 }];
  await log.administer((admin) => admin.createTopics({ waitForLeaders: true, topics }));
  const publisher = new KafkaPublisher(relayClient({ brokers, topicPrefix, clientId: 'small' }), topicPrefix);
  await publisher.connect();
  const publish = () =>
    publisher.publish(
      KEYS.map((key) => ({ topic: TOPIC, partition: partitionOf(key), key, value: Buffer.from('{}'), headers: {} })),
    );
  return { log, publisher, publish };
};

describe('a topic that has fewer partitions than a key may be in', () => {
  it('acknowledges only what it stores', async () => {
    const { log, publisher, publish } = await withSmallTopic();
    const acknowledged = await publish();
    expect(acknowledged.map(({ partition }) => partition)).toEqual([0]);
    expect(await log.size(TOPIC)).toBe(KEYS.filter((key) => partitionOf(key) === 0).length);
    await publisher.disconnect();
  });

  it('gets the others when a service starts, beside what it holds', async () => {
    const { log, publisher, publish } = await withSmallTopic();
    await publish();
    await publisher.disconnect();
    await log.create([TOPIC, 'others']);
    await publisher.connect();
    const acknowledged = await publish();
    expect(acknowledged.map(({ partition }) => partition).toSorted()).toEqual([0, 1, 2, 3]);
    expect(await log.size(TOPIC)).toBe(KEYS.length + KEYS.filter((key) => partitionOf(key) === 0).length);
    await publisher.disconnect();
  });
});
