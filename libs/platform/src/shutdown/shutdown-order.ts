import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Health } from '../health/health.js';
import { AppLogger } from '../logging/app-logger.js';
import { ActivityTracker } from '../time/activity-tracker.js';
import { DueDriver } from '../time/due-driver.js';

/** `take`: stop taking work. `finish`: let what is in hand end. `drain`: publish what it left behind. `report`: tell what is known about it. In this order. */
export type ShutdownPhase = 'take' | 'finish' | 'drain' | 'report';

/** Machine time that work in hand gets; orchestrators kill after 30 s. */
const FINISH_WITHIN_MS = 10_000;

interface Step {
  readonly phase: ShutdownPhase;
  readonly name: string;
  readonly act: () => void | Promise<void>;
}

/** Unlike a sleep it does not keep the process alive. */
const outOfPatience = (): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), FINISH_WITHIN_MS).unref();
  });

/**
 * The one order in which a process ends, all before Nest closes servers and stores:
 * readiness red, takers stop, work in hand finishes, the relay drains. MongoDB and Redis close afterwards, in `onApplicationShutdown`.
 */
@Injectable()
export class ShutdownOrder implements BeforeApplicationShutdown {
  private readonly steps: Step[] = [];

  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(DueDriver) private readonly driver: DueDriver,
    @Inject(ActivityTracker) private readonly tracker: ActivityTracker,
    @Inject(AppLogger) private readonly logger: AppLogger,
  ) {
    this.register('take', 'due work', () => this.driver.stop());
    this.register('finish', 'work in hand', () => this.tracker.inHandDone());
  }

  /** Steps of one phase run side by side; a failing one is logged and does not stop the rest. */
  register(phase: ShutdownPhase, name: string, act: () => void | Promise<void>): void {
    this.steps.push({ phase, name, act });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.health.stopping();
    for (const phase of ['take', 'finish', 'drain', 'report'] as const) {
      const steps = this.steps.filter((step) => step.phase === phase);
      await Promise.all(steps.map((step) => this.run(step)));
    }
  }

  private async run({ phase, name, act }: Step): Promise<void> {
    try {
      const inTime = await Promise.race([Promise.resolve(act()).then(() => true), outOfPatience()]);
      if (!inTime) this.logger.warn(`${name} did not ${phase} in time`, ShutdownOrder.name);
    } catch (error) {
      this.logger.error(`${name} failed to ${phase}`, error, ShutdownOrder.name);
    }
  }
}
