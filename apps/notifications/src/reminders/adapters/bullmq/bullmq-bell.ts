import { once } from 'node:events';
import { AppLogger, redisConnection } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Bell, LANES } from '../../application/sending/shards.js';
import type { Slot } from '../../application/sending/shards.js';

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

/** BullMQ as a bell: a queue per lane, jobs without delay and without meaning in their ids. */
@Injectable()
export class BullmqBell extends Bell {
  private readonly queues: Queue[] = [];
  private readonly workers: Worker[] = [];
  private readonly connections: Redis[] = [];

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
    for (let lane = 0; lane < LANES; lane += 1) {
      const queue = new Queue(`slots-${lane}`, { connection: ringer, prefix });
      const worker = new Worker<Slot>(`slots-${lane}`, async (job) => answer(job.data), {
        connection: this.watched(taker.duplicate()),
        prefix,
        concurrency: RINGS_AT_ONCE,
        lockDuration: LOCK_MS,
        maxStalledCount: 50,
        drainDelay: 1,
      });
      // Without a listener an error event ends the process.
      queue.on('error', (error) => this.quietly(error));
      worker.on('error', (error) => this.quietly(error));
      this.queues.push(queue);
      this.workers.push(worker);
    }
  }

  override async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all(this.queues.map((queue) => queue.close()));
    for (const connection of this.connections) connection.disconnect();
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
