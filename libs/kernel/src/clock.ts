/** Product time: due times, quiet hours, caps, consents, expiry of links, lateness. Never used for leases or time-outs. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's own wall clock. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** A clock for tests: stands still until it is told otherwise. */
export class FixedClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}

/**
 * Stands still between two steps of the director and follows the machine's clock, shifted, once released.
 * It never goes back: a step to an earlier instant is a bug of the director.
 */
export class SteppedClock extends Clock {
  private releasedAt: { readonly machine: number; readonly product: number } | undefined;

  constructor(
    private instant: Date,
    private readonly machine: MachineTime,
  ) {
    super();
  }

  override now(): Date {
    if (this.releasedAt === undefined) return new Date(this.instant);
    return new Date(this.releasedAt.product + (this.machine.nowMs() - this.releasedAt.machine));
  }

  step(instant: Date): void {
    if (instant.getTime() < this.now().getTime())
      throw new RangeError(`the clock cannot go back to ${instant.toISOString()}`);
    this.instant = instant;
  }

  /** After the last step of a demo: real time from here on, starting at the stepped instant. */
  release(): void {
    this.releasedAt ??= { machine: this.machine.nowMs(), product: this.instant.getTime() };
  }
}

/** Monotonic machine time in milliseconds: leases, heartbeats, socket time-outs, back-off, allowances per second. Never stepped. */
export abstract class MachineTime {
  abstract nowMs(): number;
  abstract sleep(ms: number): Promise<void>;

  /** What the machine's clock on the wall says, for instants that other processes judge. It may be set, also back: never measure with it. */
  wallMs(): number {
    return this.nowMs();
  }
}

/**
 * Node's monotonic clock, anchored at the epoch so that its values can stand in a store and be compared between processes
 * of one machine. It stands still while the machine sleeps and does not follow corrections of the clock: processes that
 * started before and after one disagree by it, so whatever must hold between them for longer than a lease asks `wallMs`.
 */
export class SystemMachineTime extends MachineTime {
  override wallMs(): number {
    return Date.now();
  }

  override nowMs(): number {
    return performance.timeOrigin + performance.now();
  }

  override sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** Machine time for tests: stands still until they move it; a sleep advances it at once. */
export class ManualMachineTime extends MachineTime {
  /** How long the machine slept, as far as this process began before; negative after its clock was set back. */
  asleepMs = 0;

  constructor(public ms = 1_800_000_000_000) {
    super();
  }

  override nowMs(): number {
    return this.ms;
  }

  override async sleep(ms: number): Promise<void> {
    this.ms += ms;
  }

  override wallMs(): number {
    return this.ms + this.asleepMs;
  }
}
