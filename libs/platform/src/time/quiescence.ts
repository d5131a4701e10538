import { Clock, MachineTime } from '@aftercare/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ActivityTracker } from './activity-tracker.js';
import type { ActivitySnapshot } from './activity-tracker.js';
import { DueDriver } from './due-driver.js';
import type { DueTime, DueTimes } from './due-driver.js';

/** The answer of `GET /internal/quiescence` and of every clock endpoint. */
export interface Quiescence extends ActivitySnapshot {
  readonly service: string;
  /** Product time of this process, ISO 8601. */
  readonly now: string;
  /** When something falls due next, ISO 8601; null when nothing waits, or while the process is busy. */
  readonly nextAt: string | null;
  /** Due work of a `fire` that failed and must be fired again. */
  readonly failed: readonly string[];
}

/** Between two looks at the watches; nothing signals their end. */
const WATCH_PAUSE_MS = 2;
/** A sleep cannot be called off; short ones do not pile up. */
const LONGEST_SLEEP_MS = 100;
export const MAX_WAIT_MS = 30_000;
export const SERVICE = 'aftercare:service';

/** Says whether this process is quiet, waiting a little for it. */
@Injectable()
export class QuiescenceReport {
  private known: DueTimes = new Map();
  private knownAt = -1;

  constructor(
    @Inject(SERVICE) private readonly service: string,
    @Inject(ActivityTracker) private readonly tracker: ActivityTracker,
    @Inject(DueDriver) private readonly driver: DueDriver,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MachineTime) private readonly machine: MachineTime,
  ) {}

  /** Answers when the process is idle, at the latest after `waitMs` of machine time. */
  async after(waitMs: number, failed: readonly string[] = []): Promise<Quiescence> {
    const until = this.machine.nowMs() + waitMs;
    let snapshot = await this.tracker.snapshot();
    while (snapshot.busy > 0 && this.machine.nowMs() < until) {
      await this.calmOr(until);
      snapshot = await this.tracker.snapshot();
    }
    // While work goes on, nobody can say what it makes due.
    const nextAt = snapshot.busy > 0 ? undefined : earliest((await this.dueTimes()).values());
    return {
      service: this.service,
      now: this.clock.now().toISOString(),
      nextAt: nextAt?.toISOString() ?? null,
      failed,
      ...snapshot,
    };
  }

  /** Works with something due by `now`; undefined when the stored due times are not known, so that all must look. */
  dueBy(now: Date): ReadonlySet<string> | undefined {
    if (!this.tracker.isCalm || this.knownAt !== this.tracker.state) return undefined;
    return new Set([...this.known].filter(([, { at }]) => at !== undefined && at <= now).map(([name]) => name));
  }

  /** Stored due times cannot change while nothing begins, so they are read once per change. Holds for one process per service, as the demo and the tests run them. */
  private async dueTimes(): Promise<DueTimes> {
    const { state, isRunning } = this.tracker;
    if (!isRunning && state === this.knownAt) return this.known;
    const times = await this.driver.dueTimes(this.known);
    if (isRunning || this.tracker.isRunning || state !== this.tracker.state) return times;
    this.knownAt = state;
    this.known = times;
    return times;
  }

  private async calmOr(until: number): Promise<void> {
    const left = until - this.machine.nowMs();
    if (!this.tracker.isRunning) return this.machine.sleep(Math.min(WATCH_PAUSE_MS, left));
    await Promise.race([this.tracker.idle(), this.machine.sleep(Math.min(left, LONGEST_SLEEP_MS))]);
  }
}

const earliest = (times: Iterable<DueTime>): Date | undefined => {
  const all = [...times].flatMap(({ at }) => (at === undefined ? [] : [at.getTime()]));
  return all.length === 0 ? undefined : new Date(Math.min(...all));
};
