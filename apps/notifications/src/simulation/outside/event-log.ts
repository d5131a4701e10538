import { createEvent } from '@aftercare/contracts';
import type { DataOf, Envelope, EventContract } from '@aftercare/contracts';
import type { LogRecord } from '@aftercare/messaging';

/** Kafka: a partition per topic. What lies in it stays. */
export class EventLog {
  private readonly topics = new Map<string, LogRecord[]>();
  private count = 0;

  /** An event that somebody said; it is in the log only once it is appended. */
  say<C extends EventContract>(contract: C, clinicId: string, said: { readonly data: DataOf<C>; readonly at: Date }) {
    this.count += 1;
    return {
      topic: contract.topic,
      envelope: createEvent(contract, said.data, {
        id: `event-${this.count}`,
        source: '/aftercare/outside',
        time: said.at,
        clinicId,
        correlationId: `cause-${this.count}`,
      }),
    };
  }

  append({ topic, envelope }: { readonly topic: string; readonly envelope: Envelope }): void {
    const records = this.of(topic);
    records.push({
      topic,
      partition: 0,
      offset: String(records.length),
      key: Buffer.from(envelope.partitionkey),
      value: Buffer.from(JSON.stringify(envelope)),
      headers: {},
    });
  }

  of(topic: string): LogRecord[] {
    const known = this.topics.get(topic) ?? [];
    this.topics.set(topic, known);
    return known;
  }
}
