import kafkajs, { type Kafka, type Producer, type TopicMessages } from 'kafkajs';
import { Publisher, RecordRefusedError, type Acknowledgement, type Publication } from '../outbox/publisher.js';

const { Partitioners } = kafkajs;

/** Broker error types that name the record, not the moment. */
const REFUSED = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE']);

/** Idempotent, acknowledged by all replicas, one request in flight. */
export class KafkaPublisher extends Publisher {
  private producer: Producer | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly topicPrefix: string,
  ) {
    super();
  }

  override async connect(): Promise<void> {
    this.producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await this.producer.connect();
  }

  override async publish(records: readonly Publication[]): Promise<readonly Acknowledgement[]> {
    if (this.producer === undefined) throw new Error('the publisher is not connected');
    try {
      const stored = await this.producer.sendBatch({
        acks: -1,
        timeout: 1000,
        topicMessages: byTopic(records, this.topicPrefix),
      });
      // A partition that the client does not know is left out, and the call succeeds: it is missing here too.
      return stored.map(({ topicName, partition, baseOffset }) => {
        const topic = topicName.slice(this.topicPrefix.length);
        if (baseOffset === undefined || baseOffset === '-1') return { topic, partition, nextOffset: undefined };
        const sent = records.filter((record) => record.topic === topic && record.partition === partition).length;
        return { topic, partition, nextOffset: BigInt(baseOffset) + BigInt(sent) };
      });
    } catch (error) {
      const type = typeOf(error);
      if (REFUSED.has(type)) throw new RecordRefusedError(type);
      throw error;
    }
  }

  override async disconnect(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    await producer?.disconnect();
  }
}

/** kafkajs puts the broker's error type on the error or on its cause. */
const typeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  if ('type' in error && typeof error.type === 'string') return error.type;
  return error.cause instanceof Error ? typeOf(error.cause) : '';
};

const byTopic = (records: readonly Publication[], topicPrefix: string): TopicMessages[] => {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, partition, key, value, headers } of records) {
    const messages = topics.get(topic) ?? { topic: topicPrefix + topic, messages: [] };
    messages.messages.push({ partition, key, value, headers: { ...headers } });
    topics.set(topic, messages);
  }
  return [...topics.values()];
};
