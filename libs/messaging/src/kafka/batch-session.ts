import type { Activity, MachineTime } from '@aftercare/kernel';
import type { EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import type { BatchControl, BatchRunner } from '../runtime/batch-runner.js';
import { GroupPausedError } from '../runtime/parking-limit.js';
import type { LogRecord } from '../runtime/record.js';
import type { ConsumerLife } from './consumer-life.js';
import type { OffsetCommits } from './offset-commits.js';
import type { PartitionFences } from './partition-fences.js';

/** A class rather than a literal: a getter in a literal is made anew for each record. */
class KafkaRecord implements LogRecord {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly message: KafkaMessage,
  ) {
    this.offset = message.offset;
    this.key = message.key;
    this.value = message.value;
  }

  /** Only a dead letter needs them. */
  get headers(): Readonly<Record<string, string>> {
    return textsOf(this.message.headers);
  }
}

/** The batch is given up: shutting down, or the group moved on. Nothing of it is resolved that was not committed. */
export class BatchGivenUpError extends Error {
  override readonly name = 'BatchGivenUpError';
}

export interface BatchSessionContext {
  readonly runner: BatchRunner;
  readonly fences: PartitionFences;
  readonly life: ConsumerLife;
  readonly commits: OffsetCommits;
  readonly activity: Activity;
  readonly machine: MachineTime;
  readonly topicPrefix: string;
  readonly slice: number;
  readonly heartbeatMs: number;
  closing(): boolean;
  handled(topic: string, partition: number, nextOffset: bigint): void;
}

const textOf = (value: IHeaders[string]): string =>
  Array.isArray(value) ? value.map(String).join(',') : (value?.toString() ?? '');

const textsOf = (headers: IHeaders = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, textOf(value)]));

/** Works through one fetched batch of a partition in slices: transaction, offset, heartbeat. Offsets are committed with the heartbeats. */
export class BatchSession {
  private readonly topic: string;

  constructor(
    private readonly context: BatchSessionContext,
    private readonly payload: EachBatchPayload,
  ) {
    this.topic = payload.batch.topic.slice(context.topicPrefix.length);
  }

  async work(): Promise<void> {
    const { life, activity, runner } = this.context;
    const done = activity.begin('batch');
    const finished = life.batch();
    const beat = this.beatInBackground();
    runner.counters.lag = Number(this.payload.batch.offsetLag());
    try {
      await this.slices();
    } catch (error) {
      if (!(error instanceof BatchGivenUpError)) throw error;
    } finally {
      clearInterval(beat);
      finished();
      done();
    }
  }

  private async slices(): Promise<void> {
    const { messages } = this.payload.batch;
    for (let from = 0; from < messages.length && !this.over(); from += this.context.slice) {
      await this.slice(messages.slice(from, from + this.context.slice));
    }
  }

  private async slice(messages: readonly KafkaMessage[]): Promise<void> {
    const last = messages.at(-1);
    if (last === undefined) return;
    this.context.commits.check();
    await this.run(messages.map((message) => this.recordOf(message)));
    const next = BigInt(last.offset) + 1n;
    this.payload.resolveOffset(last.offset);
    const { topic, partition } = this.payload.batch;
    this.context.handled(this.topic, partition, next);
    this.context.commits.ended({ topic, partition, offset: String(next) });
    await this.payload.heartbeat();
  }

  private async run(records: readonly LogRecord[]): Promise<void> {
    try {
      await this.context.runner.run(records, this.control());
    } catch (error) {
      if (!(error instanceof GroupPausedError)) throw error;
      this.context.life.paused(error.message);
      await this.standStill();
    }
  }

  /** Keeps the membership and moves nothing until the process ends or the partition goes to another member. */
  private async standStill(): Promise<never> {
    for (;;) {
      await this.alive();
      await this.context.machine.sleep(this.context.heartbeatMs);
    }
  }

  private control(): BatchControl {
    const { partition } = this.payload.batch;
    return {
      fence: () => this.context.fences.of(this.topic, partition),
      fenced: () => this.context.fences.forget(this.topic, partition),
      alive: () => this.alive(),
    };
  }

  /** A zombie's heartbeat throws here, and kafkajs joins again. */
  private async alive(): Promise<void> {
    if (this.over()) throw new BatchGivenUpError('the batch is no longer ours');
    await this.payload.heartbeat();
  }

  private over(): boolean {
    return this.context.closing() || !this.payload.isRunning() || this.payload.isStale();
  }

  /** A slice may take longer than the session; a failure shows again at the next heartbeat in the foreground. */
  private beatInBackground(): NodeJS.Timeout {
    let beating = Promise.resolve();
    return setInterval(() => {
      beating = beating.then(() => this.payload.heartbeat()).catch(() => undefined);
    }, this.context.heartbeatMs);
  }

  private recordOf(message: KafkaMessage): LogRecord {
    return new KafkaRecord(this.topic, this.payload.batch.partition, message);
  }
}
