import { Activity, Clock, DueWork, MachineTime, SteppedClock } from '@aftercare/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { AppLogger } from '../logging/app-logger.js';

interface Beat {
  readonly work: DueWork;
  /** Ends the pause between two looks. */
  wake: () => void;
  /** Woken while it was firing: look again at once. */
  again: boolean;
  done: Promise<void>;
}

/** A sleep cannot be called off; short ones let a stopped process end. */
const LONGEST_SLEEP_MS = 1000;

const isWoken = (beat: Beat): boolean => beat.again;

/** What a work said: its next due time, and how far its changes had come before. */
export interface DueTime {
  readonly at: Date | undefined;
  readonly changes: number | undefined;
  /** How often it had been fired: who finds nothing to do where another process did it changes nothing, but knows more. */
  readonly firings: number;
}
export type DueTimes = ReadonlyMap<string, DueTime>;

const dueTimeOf = async (work: DueWork, firings: number, known: DueTime | undefined): Promise<DueTime> => {
  const { changes } = work;
  if (changes !== undefined && changes === known?.changes && firings === known.firings) return known;
  return { at: await work.nextAt(), changes, firings };
};

/** What a round of `fire` came to. */
export interface Fired {
  readonly fired: readonly string[];
  /** Failed and left for the next round; the log says why. */
  readonly failed: readonly string[];
}

/** Runs the process's `DueWork`: about every `pollMs` when time runs by itself, or sooner when it says so, once per step when the director leads. */
@Injectable()
export class DueDriver implements OnApplicationBootstrap {
  private readonly beats = new Map<string, Beat>();
  private readonly firings = new Map<string, number>();
  private round: Promise<unknown> = Promise.resolve();
  private stopped = false;
  private found: readonly DueWork[] | undefined;

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MachineTime) private readonly machine: MachineTime,
    @Inject(Activity) private readonly activity: Activity,
    @Inject(AppLogger) private readonly logger: AppLogger,
  ) {}

  onApplicationBootstrap(): void {
    if (!(this.clock instanceof SteppedClock)) this.start();
  }

  /** Time runs by itself from here on: with the system clock at start, with the stepped one after its release. */
  start(): void {
    for (const work of this.works()) {
      if (this.beats.has(work.name)) continue;
      const beat: Beat = { work, wake: () => undefined, again: false, done: Promise.resolve() };
      this.beats.set(work.name, beat);
      beat.done = this.keepFiring(beat);
    }
  }

  /** Something fell due just now: do not wait for the next look. Harmless under the stepped clock, where the director decides. */
  wake(name?: string): void {
    for (const beat of this.beats.values()) {
      if (name !== undefined && beat.work.name !== name) continue;
      beat.again = true;
      beat.wake();
    }
  }

  /** One round of everything that is due, or of the works named; rounds never overlap. */
  fire(now: Date, names?: ReadonlySet<string>): Promise<Fired> {
    const next = this.round.then(() => this.fireAll(now, names));
    this.round = next;
    return next;
  }

  /** When each work falls due next. `known`: answers of a calm process; a work that neither changed anything nor was fired since is not asked again. */
  async dueTimes(known: DueTimes): Promise<DueTimes> {
    const all = this.works().map(
      async (work) => [work.name, await dueTimeOf(work, this.firingsOf(work), known.get(work.name))] as const,
    );
    return new Map(await Promise.all(all));
  }

  /** Takes no further work; resolves when what is under way is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await Promise.all([...this.beats.values()].map((beat) => beat.done));
    await this.round;
  }

  private firingsOf({ name }: DueWork): number {
    return this.firings.get(name) ?? 0;
  }

  private works(): readonly DueWork[] {
    // Providers are all there once the application listens; going through them costs more than most looks.
    this.found ??= [...new Set(this.discovery.getProviders().map((wrapper): unknown => wrapper.instance))].filter(
      (instance) => instance instanceof DueWork,
    );
    return this.found;
  }

  private async keepFiring(beat: Beat): Promise<void> {
    while (!this.stopped) {
      beat.again = false;
      await this.attempt(beat.work, this.clock.now());
      if (!isWoken(beat)) await this.pause(beat);
    }
  }

  private async pause(beat: Beat): Promise<void> {
    const woken = new Promise<void>((resolve) => (beat.wake = resolve));
    // What cannot say when it is wanted, say because its store is away, is looked at as often as always.
    const pauseMs = await beat.work.pauseMs().catch(() => beat.work.pollMs);
    for (let left = pauseMs; left > 0 && !isWoken(beat); left -= LONGEST_SLEEP_MS) {
      await Promise.race([this.machine.sleep(Math.min(left, LONGEST_SLEEP_MS)), woken]);
    }
  }

  private async fireAll(now: Date, names: ReadonlySet<string> | undefined): Promise<Fired> {
    const works = this.works().filter((work) => names?.has(work.name) ?? true);
    const done = await Promise.all(works.map((work) => this.attempt(work, now)));
    return {
      fired: works.map((work) => work.name),
      failed: works.filter((_work, index) => !done[index]).map((work) => work.name),
    };
  }

  private async attempt(work: DueWork, now: Date): Promise<boolean> {
    const end = this.activity.begin(`due:${work.name}`);
    this.firings.set(work.name, this.firingsOf(work) + 1);
    try {
      await work.fire(now);
      return true;
    } catch (error) {
      this.logger.error(`${work.name} failed and runs again at the next look`, error, DueDriver.name);
      return false;
    } finally {
      end();
    }
  }
}
