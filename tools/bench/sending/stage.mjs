/** Around the contestants: the owners that answer look-ups, and an eye on Redis. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Redis } from 'ioredis';

const LOOK_MS = 250;

/** @param {string} redisUrl */
export async function openStage(redisUrl) {
  const redis = new Redis(redisUrl);
  const owners = fork(join(import.meta.dirname, 'owners.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url: ownersUrl }] = await once(owners, 'message');
  let peak = 0;
  const timer = setInterval(() => {
    void redis.info('memory').then((text) => {
      peak = Math.max(peak, Number(/used_memory:(\d+)/u.exec(text)?.[1]));
    });
  }, LOOK_MS);
  return {
    redis,
    ownersUrl,
    /** Memory of Redis at its most, as it says itself. */
    peakMb: () => peak / 1024 / 1024,
    close() {
      clearInterval(timer);
      owners.kill();
      redis.disconnect();
    },
  };
}

/** Long enough after now that all rows are in before the first is due. @param {number} count */
export const soon = (count) => Date.now() + 1500 + count / 4;
