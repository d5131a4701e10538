import { wipeRedis } from './stack/wipe-redis.js';
import type { EngineHands } from './storm.js';

/** What the launcher tells when an engine is up again. */
interface Answer {
  readonly crashed?: string;
  readonly failed?: string;
}

/** Redis is wiped from here; a crash of an engine is done by the launcher, which owns it. */
export class LauncherHands implements EngineHands {
  constructor(
    private readonly redisUrl: string,
    private readonly prefix: string,
  ) {}

  wipeRedis(): Promise<void> {
    return wipeRedis(this.redisUrl, this.prefix);
  }

  crash(engine: 'mongodb' | 'kafka'): Promise<void> {
    return new Promise((resolve, reject) => {
      const hear = (answer: Answer): void => {
        process.off('message', hear);
        if (answer.crashed === engine) resolve();
        else reject(new Error(answer.failed ?? 'the launcher does not answer'));
      };
      process.on('message', hear);
      if (process.send === undefined) reject(new Error('only the launcher can kill an engine: npm run chaos'));
      else process.send({ crash: engine });
    });
  }
}
