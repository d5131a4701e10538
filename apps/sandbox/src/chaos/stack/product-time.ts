import type { MachineTime } from '@aftercare/kernel';

/** Product time of a run: it passes as on the wall, except where everything was down for a while. */
export class ProductTime {
  private offsetMs: number;

  constructor(
    private readonly machine: MachineTime,
    start: Date,
  ) {
    this.offsetMs = start.getTime() - machine.nowMs();
  }

  now(): Date {
    return new Date(this.machine.nowMs() + this.offsetMs);
  }

  after(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }

  jump(ms: number): void {
    this.offsetMs += ms;
  }
}
