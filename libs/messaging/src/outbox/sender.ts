import type { Activity, MachineTime } from '@aftercare/kernel';
import { partitionOf, type OutboxRow } from '../store/rows.js';
import type { OutboxStore } from './outbox-store.js';
import { tracedPublish } from '../tracing/publish-span.js';
import { RecordRefusedError, type Acknowledgement, type Publication, type Publisher } from './publisher.js';

/** Kafka's `message.max.bytes` (1 MB as it comes) holds for what one request brings to a partition, not for one record. */
const REQUEST_BYTES = 700_000;
const OVERHEAD_BYTES = 100;
const HEADER_BYTES = 4;

export interface SenderContext {
  readonly outbox: OutboxStore;
  readonly publisher: Publisher;
  readonly machine: MachineTime;
  readonly activity: Activity;
}

/** No lease is long enough for another send; the caller renews and comes again. */
export class LeaseTooShortError extends Error {
  override readonly name = 'LeaseTooShortError';
}

/** The log took a request and left out a part of it, as for partitions that a topic does not have. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError';
}

/** Sends rows in their order and marks them; a record that Kafka refuses for good is abandoned, and its neighbours go out. */
export class Sender {
  constructor(private readonly context: SenderContext) {}

  async send(rows: readonly OutboxRow[], deadline: () => number): Promise<void> {
    for (const chunk of chunksOf(rows)) {
      if (this.context.machine.nowMs() > deadline()) throw new LeaseTooShortError('the lease ends before a send could');
      try {
        await tracedPublish(chunk, () => this.publish(chunk));
      } catch (error) {
        if (!(error instanceof RecordRefusedError)) throw error;
        await this.isolate(chunk, deadline);
      }
    }
  }

  private async publish(rows: readonly OutboxRow[]): Promise<void> {
    const records = rows.map(publicationOf);
    const acknowledged = await this.context.publisher.publish(records);
    for (const { topic, partition, nextOffset } of acknowledged)
      if (nextOffset !== undefined) this.context.activity.published(topic, partition, nextOffset);
    // Those of a partition are marked also when others are missing: a key is in one partition, so its order holds.
    const stored = new Set(acknowledged.map(placeOf));
    const missing = records.find((record) => !stored.has(placeOf(record)));
    const out = missing === undefined ? rows : rows.filter((row) => stored.has(placeOf(publicationOf(row))));
    if (out.length > 0) await this.context.outbox.markPublished(out.map((row) => row._id));
    if (missing !== undefined) throw new NotStoredError(`nothing was stored in ${placeOf(missing)}`);
  }

  private async isolate(rows: readonly OutboxRow[], deadline: () => number): Promise<void> {
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) {
      await this.context.outbox.markAbandoned(only._id);
      this.context.activity.count('abandoned');
      return;
    }
    for (const row of rows) await this.send([row], deadline);
  }
}

const placeOf = ({ topic, partition }: Pick<Acknowledgement, 'topic' | 'partition'>): string => `${topic}/${partition}`;

const publicationOf = (row: OutboxRow): Publication => ({
  topic: row.topic,
  partition: partitionOf(row.key),
  key: row.key,
  value: row.envelope,
  headers: row.headers,
});

const sizeOf = (row: OutboxRow): number => {
  let bytes = OVERHEAD_BYTES + (row.envelope?.length ?? 0);
  for (const name in row.headers) bytes += HEADER_BYTES + name.length + Buffer.byteLength(row.headers[name] ?? '');
  return bytes;
};

function* chunksOf(rows: readonly OutboxRow[]): Generator<readonly OutboxRow[]> {
  let chunk: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    if (chunk.length > 0 && bytes + size > REQUEST_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(row);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
