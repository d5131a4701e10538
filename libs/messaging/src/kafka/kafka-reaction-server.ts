import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Activity, MachineTime } from '@aftercare/kernel';
import type { Consumer, Kafka } from 'kafkajs';
import type { RunnerContext } from '../runtime/batch-attempt.js';
import type { BatchRunner } from '../runtime/batch-runner.js';
import type { GroupCounters } from '../runtime/counters.js';
import { atMost } from '../store/deadline.js';
import type { Store } from '../store/store.js';
import { BatchSession } from './batch-session.js';
import { ConsumerLife } from './consumer-life.js';
import { OffsetCommits } from './offset-commits.js';
import { PartitionFences } from './partition-fences.js';
import { REACTION_SERVER_TUNING } from './reaction-server-tuning.js';
import type { ReactionServerTuning } from './reaction-server-tuning.js';

const REBALANCE_MS = 15_000;
/** An idle consumer fetches each second, so that the age of its last fetch says something; also bounds an idle stop. */
const FETCH_MS = 1000;
const CLOSE_MS = 10_000;
const LAST_COMMIT_MS = 2000;
const DISCONNECT_MS = 5000;
const FIRST_RESTART_MS = 200;
const LAST_RESTART_MS = 5000;

export interface ReactionServerContext {
  readonly kafka: Kafka;
  readonly topicPrefix: string;
  readonly runner: BatchRunner;
  readonly store: Store;
  readonly activity: Activity;
  readonly machine: MachineTime;
  /** Resolves when the topics exist. */
  readonly topicsReady: () => Promise<void>;
  readonly tuning?: ReactionServerTuning;
}

/** One reaction as a Nest transport; nothing else sees kafkajs. A consumer that ends is replaced by a new one. */
export class KafkaReactionServer extends Server implements CustomTransportStrategy {
  readonly life: ConsumerLife;
  readonly group: string;
  private readonly topics: readonly string[];
  private readonly tuning: ReactionServerTuning;
  private readonly fences: PartitionFences;
  private readonly offsets = new Map<string, bigint>();
  private consumer: Consumer | undefined;
  private commits = new OffsetCommits(() => Promise.resolve());
  private closing = false;
  private supervision: Promise<void> = Promise.resolve();

  constructor(private readonly context: ReactionServerContext) {
    super();
    const { group, reaction } = context.runner.context;
    this.group = group;
    this.topics = [...new Set(reaction.consumes.map((contract) => contract.topic))];
    this.tuning = context.tuning ?? REACTION_SERVER_TUNING;
    this.life = new ConsumerLife(context.machine);
    this.fences = new PartitionFences(context.store, group);
  }

  /** What the reaction runs with; a redrive uses the same. */
  get runner(): RunnerContext {
    return this.context.runner.context;
  }

  get counters(): Readonly<GroupCounters> {
    return this.context.runner.counters;
  }

  /** Not awaited: Kafka away at start must not stop HTTP; readiness says so. */
  override listen(callback: (error?: unknown) => void): void {
    this.supervision = this.supervise();
    callback();
  }

  /** Stops taking, finishes the slice in hand, leaves the group. */
  override async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    const until = this.context.machine.nowMs() + CLOSE_MS;
    while (this.life.inHand > 0 && this.context.machine.nowMs() < until) await this.context.machine.sleep(5);
    await atMost(LAST_COMMIT_MS, this.commits.flush());
    await this.disconnect();
    await atMost(FETCH_MS, this.supervision);
    this.life.stopped();
  }

  /** Nest's status events do not exist here; readiness asks `life`. */
  override on(): void {
    return undefined;
  }

  override unwrap(): never {
    throw new Error('the consumer belongs to its supervisor');
  }

  private async supervise(): Promise<void> {
    let pause = FIRST_RESTART_MS;
    while (!this.closing) {
      try {
        await this.consume(() => {
          pause = FIRST_RESTART_MS;
        });
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown';
        this.life.died(reason);
        if (!this.isClosing())
          this.logger.warn(`${this.group}: the consumer ended (${reason}), the next one starts in ${pause} ms`);
      }
      if (this.isClosing()) return;
      await this.context.machine.sleep(pause);
      pause = Math.min(LAST_RESTART_MS, pause * 2);
    }
  }

  /** Runs until the consumer ends for a reason that its own retries do not heal. */
  private async consume(joined: () => void): Promise<void> {
    await this.context.topicsReady();
    if (this.closing) return;
    const consumer = this.newConsumer();
    this.consumer = consumer;
    this.commits = new OffsetCommits((offsets) => consumer.commitOffsets(offsets));
    const end = this.endOf(consumer, joined);
    try {
      await consumer.connect();
      await consumer.subscribe({
        topics: this.topics.map((topic) => this.context.topicPrefix + topic),
        fromBeginning: true,
      });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 4,
        eachBatch: (payload) => new BatchSession(this.sessionContext(), payload).work(),
      });
      await end;
    } finally {
      await this.disconnect();
    }
  }

  private newConsumer(): Consumer {
    return this.context.kafka.consumer({
      groupId: this.context.topicPrefix + this.group,
      sessionTimeout: this.tuning.sessionTimeoutMs,
      rebalanceTimeout: REBALANCE_MS,
      heartbeatInterval: this.tuning.heartbeatMs,
      maxWaitTimeInMs: FETCH_MS,
      maxBytesPerPartition: this.tuning.maxBytesPerPartition,
      metadataMaxAge: this.tuning.metadataMaxAgeMs,
      allowAutoTopicCreation: false,
      // Restarts are the supervisor's: one that kafkajs makes comes back under a new member id, unseen by readiness.
      retry: {
        retries: 1_000_000_000,
        initialRetryTime: 100,
        maxRetryTime: 1000,
        restartOnFailure: () => Promise.resolve(false),
      },
    });
  }

  private endOf(consumer: Consumer, joined: () => void): Promise<never> {
    const { events } = consumer;
    const end = new Promise<never>((_, reject) => {
      consumer.on(events.CRASH, ({ payload }) => reject(payload.error));
      // STOP comes before CRASH: a moment for the reason.
      consumer.on(events.STOP, () => void this.context.machine.sleep(50).then(() => reject(new Error('stopped'))));
    });
    end.catch(() => undefined);
    consumer.on(events.GROUP_JOIN, ({ payload }) => {
      joined();
      this.fences.forgetAll();
      this.commits.forget();
      this.life.joined();
      void this.tellCommitted(payload.memberAssignment);
    });
    consumer.on(events.FETCH, () => this.life.sign());
    consumer.on(events.HEARTBEAT, () => {
      this.life.sign();
      void this.commits.flush();
    });
    return end;
  }

  private sessionContext() {
    const { runner, activity, machine, topicPrefix } = this.context;
    return {
      runner,
      activity,
      machine,
      topicPrefix,
      fences: this.fences,
      life: this.life,
      commits: this.commits,
      slice: this.tuning.slice,
      heartbeatMs: this.tuning.heartbeatMs,
      closing: () => this.closing,
      handled: (topic: string, partition: number, next: bigint) => this.handled(topic, partition, next),
    };
  }

  private handled(topic: string, partition: number, next: bigint): void {
    const name = `${topic}/${partition}`;
    if (next < (this.offsets.get(name) ?? 0n)) return;
    this.offsets.set(name, next);
    this.context.activity.handled(this.group, topic, partition, next);
  }

  /** Where the group stood before this process, so that a watcher does not wait for what was handled long ago. */
  private async tellCommitted(assigned: Readonly<Record<string, readonly number[]>>): Promise<void> {
    const admin = this.context.kafka.admin();
    try {
      await admin.connect();
      const committed = await admin.fetchOffsets({
        groupId: this.context.topicPrefix + this.group,
        topics: Object.keys(assigned),
      });
      for (const { topic, partitions } of committed) {
        for (const { partition, offset } of partitions.filter((one) => assigned[topic]?.includes(one.partition))) {
          this.handled(topic.slice(this.context.topicPrefix.length), partition, BigInt(Math.max(0, Number(offset))));
        }
      }
    } catch {
      // The next commit tells it.
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  /** A function, so that the compiler does not remember an earlier answer across an await. */
  private isClosing(): boolean {
    return this.closing;
  }

  private async disconnect(): Promise<void> {
    const consumer = this.consumer;
    this.consumer = undefined;
    if (consumer !== undefined)
      await atMost(
        DISCONNECT_MS,
        consumer.disconnect().catch(() => undefined),
      );
  }
}
