import { Activity } from '@aftercare/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';

/** Work that must not show in the time of an answer. It counts as busy, and a stopping process waits for it. */
@Injectable()
export class Background implements OnApplicationShutdown {
  private readonly log = new Logger('background');
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly activity: Activity) {}

  run(what: string, work: () => Promise<void>): void {
    const done = this.activity.begin(what);
    const task = work()
      .catch((error: unknown) => this.log.error(`${what} failed: ${error instanceof Error ? error.name : 'unknown'}`))
      .finally(() => {
        done();
        this.running.delete(task);
      });
    this.running.add(task);
  }

  async idle(): Promise<void> {
    await Promise.all(this.running);
  }

  onApplicationShutdown(): Promise<void> {
    return this.idle();
  }
}
