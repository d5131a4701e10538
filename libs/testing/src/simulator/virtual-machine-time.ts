import { MachineTime } from '@aftercare/kernel';
import type { Life } from './life.js';
import type { Scheduler } from './scheduler.js';

/** From a second on a sleep is a beat, which nobody need wait for. */
const BEAT_MS = 1000;
/** A sleep may always take longer than it was asked for; loops that look every millisecond cost a step each. */
const SHORTEST_MS = 25;

/** Machine time of one life. */
export class VirtualMachineTime extends MachineTime {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly life: Life,
  ) {
    super();
  }

  override nowMs(): number {
    return this.scheduler.nowMs;
  }

  override sleep(ms: number): Promise<void> {
    return this.scheduler.sleep(this.life, Math.max(SHORTEST_MS, Math.ceil(ms)), ms >= BEAT_MS);
  }
}
