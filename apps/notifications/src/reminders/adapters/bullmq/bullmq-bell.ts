import { once } from 'node:events';
import { newId } from '@aftercare/kernel';
import { AppLogger, redisConnection } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { Worker } from 'bullmq';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Bell } from '../../application/sending/shards.js';
import type { Slot } from '../../application/sending/shards.js';
import { forgetBell, forgetLeftBells, listBell, openQueues } from './bell-queues.js';
import type { BellPlace } from './bell-queues.js';

export class BellSettings {
  constructor(
    readonly redisUrl: string,
    /** Keeps installations that share a Redis apart. */
    readonly prefix: string,
  ) {}
}

/** Rings of one lane that are worked at the same time; their claims still go one after another. */
const RINGS_AT_ONCE = 8;
/** Machine time. A lost worker's ring is of no use any more: the promoter has heard the silence long before. */
const LOCK_MS = 5000;

/**
 * BullMQ as a bell: a queue per lane, jobs without delay and without meaning in their ids. Each process has queues of its own, since
 * nobody else holds the shards of its slots: out of a queue for all, a process that stands by would take every second ring away.
 */
@Injectable()
export class BullmqBell extends Bell {
  private readonly id = newId();
  private queues: readonly Queue[] = [];
  private workers: readonly Worker[] = [];
  private readonly connections: Redis[] = [];
  private place: BellPlace | undefined;

  constructor(
    private readonly settings: BellSettings,
    private readonly logger: AppLogger,
  ) {
    super();
  }

  override async ring(slot: Slot): Promise<void> {
    await this.queues[slot.lane]?.add('slot', slot, { removeOnComplete: true, removeOnFail: true });
  }

  override async listen(answer: (slot: Slot) => Promise<void>): Promise<void> {
    const { redisUrl, prefix } = this.settings;
    // Refuses a Redis that may evict jobs.
    const taker = this.watched(
      await redisConnection(redisUrl, (message) => this.logger.warn(message, BullmqBell.name)),
    );
    // A ring must fail at once while Redis is away; the promoter does without.
    const ringer = this.watched(new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }));
    await once(ringer, 'ready');
    const place = { redis: ringer, prefix };
    this.queues = openQueues(this.id, place);
    // Without a listener an error event ends the process.
    for (const queue of this.queues) queue.on('error', (error) => this.quietly(error));
    this.workers = this.queues.map(({ name }) => this.workerOf(name, taker, answer));
    this.place = place;
    await this.settleIn(place);
  }

  override async close(): Promise<void> {
    const { place } = this;
    // BullMQ's own end waits for a Redis that is there.
    if (place?.redis.status === 'ready')
      await this.orNot(Promise.race([this.leave(place), once(place.redis, 'close')]));
    else for (const worker of this.workers) void this.orNot(worker.close(true));
    for (const connection of this.connections) connection.disconnect();
  }

  private async leave(place: BellPlace): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await forgetBell(this.id, this.queues, place);
    await Promise.all(this.queues.map((queue) => queue.close()));
  }

  private workerOf(name: string, taker: Redis, answer: (slot: Slot) => Promise<void>): Worker {
    const worker = new Worker<Slot>(name, async (job) => answer(job.data), {
      connection: this.watched(taker.duplicate()),
      prefix: this.settings.prefix,
      concurrency: RINGS_AT_ONCE,
      lockDuration: LOCK_MS,
      maxStalledCount: 50,
      drainDelay: 1,
    });
    worker.on('error', (error) => this.quietly(error));
    return worker;
  }

  /** Nothing of it is needed for a ring. */
  private async settleIn(place: BellPlace): Promise<void> {
    await this.orNot(Promise.all(this.workers.map((worker) => worker.waitUntilReady())));
    await this.orNot(listBell(this.id, place));
    await this.orNot(forgetLeftBells(place));
  }

  private async orNot(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.quietly(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Closed with the bell: BullMQ leaves connections that it was given alone. */
  private watched(connection: Redis): Redis {
    connection.on('error', (error) => this.quietly(error));
    this.connections.push(connection);
    return connection;
  }

  private quietly(error: Error): void {
    this.logger.debug(`the bell is out of order: ${error.message}`, BullmqBell.name);
  }
}
