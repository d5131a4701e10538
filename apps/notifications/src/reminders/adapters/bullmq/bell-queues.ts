import { Queue } from 'bullmq';
import type { QueueOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { LANES } from '../../application/sending/shards.js';

/** Nobody listens to what BullMQ tells of its queues; its own default is 10,000 entries each. */
const EVENTS_KEPT = 100;

export interface BellPlace {
  readonly redis: Redis;
  /** Keeps installations that share a Redis apart. */
  readonly prefix: string;
}

const queueName = (bellId: string, lane: number): string => `slots-${lane}-${bellId}`;

const lanes = Array.from({ length: LANES }, (_, lane) => lane);
const listOf = ({ prefix }: BellPlace): string => `${prefix}:bells`;

/** One queue per lane, of one process. */
export const openQueues = (
  bellId: string,
  { redis, prefix }: BellPlace,
  options: Partial<QueueOptions> = {},
): readonly Queue[] =>
  lanes.map((lane) => {
    const streams = { events: { maxLen: EVENTS_KEPT } };
    return new Queue(queueName(bellId, lane), { connection: redis, prefix, streams, ...options });
  });

/** For processes that come later: they may have to clear up after this one. Once its workers are there, or it looks dead. */
export const listBell = async (bellId: string, place: BellPlace): Promise<void> => {
  await place.redis.sadd(listOf(place), bellId);
};

/** Everything that the bell has in Redis goes. */
export const forgetBell = async (bellId: string, queues: readonly Queue[], place: BellPlace): Promise<void> => {
  for (const queue of queues) await queue.obliterate({ force: true });
  await place.redis.srem(listOf(place), bellId);
};

/** Clears up after processes that were killed. One that is only cut off from Redis loses rings, as in a wipe. */
export const forgetLeftBells = async (place: BellPlace): Promise<void> => {
  for (const bellId of await place.redis.smembers(listOf(place))) {
    const queues = openQueues(bellId, place, { skipMetasUpdate: true });
    try {
      for (const queue of queues) queue.on('error', () => undefined);
      const workers = await Promise.all(queues.map((queue) => queue.getWorkersCount()));
      if (workers.every((count) => count === 0)) await forgetBell(bellId, queues, place);
    } finally {
      await Promise.all(queues.map((queue) => queue.close()));
    }
  }
};
