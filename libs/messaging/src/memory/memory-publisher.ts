import { Publisher, RecordRefusedError, type Acknowledgement, type Publication } from '../outbox/publisher.js';

/** Kafka's `message.max.bytes` as it comes. */
const MAX_BYTES = 1_048_588;

/** A log in memory: partitions with offsets; survives its publishers. */
export class MemoryLog {
  private readonly partitions = new Map<string, Publication[]>();

  append(record: Publication): bigint {
    const name = `${record.topic}/${record.partition}`;
    const partition = this.partitions.get(name) ?? [];
    partition.push(record);
    this.partitions.set(name, partition);
    return BigInt(partition.length);
  }

  read(topic: string, partition: number): readonly Publication[] {
    return this.partitions.get(`${topic}/${partition}`) ?? [];
  }
}

/** Publishes into a log in memory; refuses what Kafka would refuse. */
export class MemoryPublisher extends Publisher {
  private connected = false;

  constructor(private readonly log: MemoryLog) {
    super();
  }

  override async connect(): Promise<void> {
    this.connected = true;
  }

  override async publish(records: readonly Publication[]): Promise<readonly Acknowledgement[]> {
    if (!this.connected) throw new Error('the publisher is not connected');
    if (records.some((record) => (record.value?.length ?? 0) > MAX_BYTES))
      throw new RecordRefusedError('MESSAGE_TOO_LARGE');
    const acknowledged = new Map<string, Acknowledgement>();
    for (const record of records) {
      const { topic, partition } = record;
      acknowledged.set(`${topic}/${partition}`, { topic, partition, nextOffset: this.log.append(record) });
    }
    return [...acknowledged.values()];
  }

  override async disconnect(): Promise<void> {
    this.connected = false;
  }
}
