/**
 * What a process tells about its own work, so that somebody outside can see when it is quiet.
 * Counters only grow and rise before the thing can be seen elsewhere; `busy` covers what is still under way.
 */
export abstract class Activity {
  /** Marks work as under way until the returned function is called (calling it twice is harmless). */
  abstract begin(what: string): () => void;
  /** Raises a counter: rows written, jobs added, calls, callbacks. */
  abstract count(what: string, by?: number): void;
  /** The next offset of a partition after what the relay has published to it. */
  abstract published(topic: string, partition: number, nextOffset: bigint): void;
  /** The next offset of a partition that a group has handled, told after its commit. */
  abstract handled(group: string, topic: string, partition: number, nextOffset: bigint): void;
  /** A number that must be 0 for the process to be quiet, e.g. unpublished outbox rows. Asked each time. */
  abstract watch(what: string, pending: () => number | Promise<number>): void;
}

/** For tests and tools that nobody waits for. */
export class SilentActivity extends Activity {
  override begin(): () => void {
    return () => undefined;
  }
  override count(): void {
    return undefined;
  }
  override published(): void {
    return undefined;
  }
  override handled(): void {
    return undefined;
  }
  override watch(): void {
    return undefined;
  }
}

/**
 * Work that falls due at an instant of product time (reminders, presumptions, expiries, retries).
 * With the system clock a driver calls `fire` about every `pollMs`; under the stepped clock the director does, once per step.
 */
export abstract class DueWork {
  abstract readonly name: string;
  /** How often the driver looks when time runs by itself, in machine milliseconds. */
  readonly pollMs: number = 1000;
  /** How long the driver may rest until the next look: less than `pollMs` where the work knows what falls due sooner. Machine milliseconds. */
  pauseMs(): Promise<number> {
    return Promise.resolve(this.pollMs);
  }
  /** Does everything due at or before `now`; resolves when it is done or handed over to something that reports itself busy. */
  abstract fire(now: Date): Promise<void>;
  /** The earliest stored due time that is not done yet; undefined when nothing waits. */
  abstract nextAt(): Promise<Date | undefined>;
  /** Rises before this process changes anything that `nextAt` reads, so that nobody asks in vain; undefined where nobody counts. */
  get changes(): number | undefined {
    return undefined;
  }
}
