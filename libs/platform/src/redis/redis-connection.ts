import { Redis } from 'ioredis';

/** BullMQ's jobs live in Redis: a policy that evicts would lose them. */
export class RedisPolicyError extends Error {
  readonly code = 'REDIS_POLICY';
}

/** Below this, BullMQ's wake-ups come in steps of 100 ms (measured: p99 doubles). */
const GOOD_HZ = 100;

const field = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'mu').exec(info)?.[1];

/** Throws where jobs could be lost, warns where they would be late. Takes `INFO` sections, since managed Redis often forbids `CONFIG`. */
export const checkRedis = (
  info: { readonly memory: string; readonly server: string },
  warn: (message: string) => void,
): void => {
  const policy = field(info.memory, 'maxmemory_policy');
  if (policy !== 'noeviction') {
    throw new RedisPolicyError(`Redis must run with maxmemory-policy noeviction, not ${policy ?? 'unknown'}`);
  }
  const hz = Number(field(info.server, 'configured_hz') ?? GOOD_HZ);
  if (hz < GOOD_HZ) warn(`Redis runs with hz ${hz}; set hz ${GOOD_HZ}, or reminders ring up to 100 ms late`);
};

/** A connection that BullMQ accepts. Refuses a Redis that may evict keys, warns about a slow timer. */
export const redisConnection = async (
  url: string,
  warn: (message: string) => void = (message) => void process.stderr.write(`${message}\n`),
): Promise<Redis> => {
  // null: BullMQ's blocking calls must not be given up while Redis restarts.
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  try {
    await redis.connect();
    checkRedis({ memory: await redis.info('memory'), server: await redis.info('server') }, warn);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
};
