import { Clock } from '@aftercare/kernel';
import type { Scheduler } from '@aftercare/testing';

/** Product time: passes with machine time, and jumps over the hours in which nothing happens. */
export class WorldClock extends Clock {
  private readonly startMs: number;
  private jumpedMs = 0;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly start: Date,
  ) {
    super();
    this.startMs = scheduler.nowMs;
  }

  get ms(): number {
    return this.start.getTime() + this.scheduler.nowMs - this.startMs + this.jumpedMs;
  }

  override now(): Date {
    return new Date(this.ms);
  }

  jumpTo(ms: number): void {
    if (ms > this.ms) this.jumpedMs += ms - this.ms;
  }

  /** Somebody set the clock of the machines. */
  stepBy(ms: number): void {
    this.jumpedMs += ms;
  }
}
