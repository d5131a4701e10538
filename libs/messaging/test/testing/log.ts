import { TOPIC_PARTITIONS, type Envelope } from '@aftercare/contracts';
import { newId } from '@aftercare/kernel';
import type { Admin, Kafka } from 'kafkajs';
import { consumerClient } from '../../src/kafka/kafka-clients.js';
import { KafkaPublisher } from '../../src/kafka/kafka-publisher.js';
import { createTopics } from '../../src/kafka/kafka-topics.js';
import type { Publication } from '../../src/outbox/publisher.js';
import { partitionOf } from '../../src/store/rows.js';
import { eventually } from './eventually.js';

export interface Seen {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | undefined;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

export const publicationOf = (topic: string, envelope: Envelope): Publication => ({
  topic,
  partition: partitionOf(envelope.partitionkey),
  key: envelope.partitionkey,
  value: Buffer.from(JSON.stringify(envelope)),
  headers: {},
});

/** The log as somebody outside sees it. */
export class TrialLog {
  readonly kafka: Kafka;

  constructor(
    brokers: string,
    private readonly topicPrefix: string,
  ) {
    this.kafka = consumerClient({ brokers, topicPrefix, clientId: 'trial-log' });
  }

  create(topics: readonly string[], deadLetterTopics: readonly string[] = []): Promise<void> {
    return createTopics(this.kafka, this.topicPrefix, { topics, deadLetterTopics });
  }

  async publish(records: readonly Publication[]): Promise<void> {
    const publisher = new KafkaPublisher(this.kafka, this.topicPrefix);
    await publisher.connect();
    try {
      for (let from = 0; from < records.length; from += 1000) await publisher.publish(records.slice(from, from + 1000));
    } finally {
      await publisher.disconnect();
    }
  }

  async administer<T>(act: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await act(admin);
    } finally {
      await admin.disconnect();
    }
  }

  async size(topic: string): Promise<number> {
    const partitions = await this.administer((admin) => admin.fetchTopicOffsets(this.topicPrefix + topic));
    return partitions.reduce((sum, { high }) => sum + Number(high), 0);
  }

  /** Everything in a topic, once it holds `count` records at least. */
  async read(topic: string, count: number): Promise<readonly Seen[]> {
    await eventually(`${count} records in ${topic}`, async () => (await this.size(topic)) >= count);
    const size = await this.size(topic);
    const seen: Seen[] = [];
    if (size === 0) return seen;
    const consumer = this.kafka.consumer({ groupId: `reader-${newId()}`, maxWaitTimeInMs: 100 });
    await consumer.connect();
    try {
      await consumer.subscribe({ topic: this.topicPrefix + topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: TOPIC_PARTITIONS,
        eachMessage: ({ partition, message }) => {
          const headers = Object.fromEntries(
            Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
          );
          seen.push({
            topic,
            partition,
            offset: message.offset,
            key: message.key?.toString(),
            value: message.value,
            headers,
          });
          return Promise.resolve();
        },
      });
      await eventually(`reading ${size} records of ${topic}`, () => seen.length >= size);
    } finally {
      await consumer.disconnect();
    }
    return seen;
  }
}
