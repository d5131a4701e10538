import { MachineTime } from '@aftercare/kernel';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Machine time that jumps from sleeper to sleeper, and stands still while anybody works. */
export class VirtualMachine extends MachineTime {
  private readonly sleepers: Sleeper[] = [];
  private now = 1_000_000;

  override nowMs(): number {
    return this.now;
  }

  override sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.sleepers.push({ atMs: this.now + Math.max(0, ms), wake }));
  }

  /** Work that keeps the whole process busy: whoever was to wake meanwhile wakes late. */
  stall(ms: number): void {
    this.now += ms;
  }

  async run(ms: number): Promise<void> {
    const endMs = this.now + ms;
    for (;;) {
      await settled();
      this.sleepers.sort((one, other) => one.atMs - other.atMs);
      const next = this.sleepers[0];
      if (next === undefined || next.atMs > endMs) break;
      this.sleepers.shift();
      this.now = Math.max(this.now, next.atMs);
      next.wake();
    }
    this.now = Math.max(this.now, endMs);
  }
}
