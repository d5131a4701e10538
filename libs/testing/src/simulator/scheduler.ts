import type { Life } from './life.js';
import type { SeededRandom } from './seeded-random.js';

/** Somebody who waits: for an answer, for a sleep to end. */
interface Waiting {
  readonly life: Life;
  readonly what: string;
  readonly atMs: number;
  /** A periodic sleep, which nobody need wait for. */
  readonly idle: boolean;
  readonly go: () => void;
  /** What the call does, where that has not happened yet. */
  readonly effect?: (() => Promise<unknown>) | undefined;
}

/** What may happen between two steps. Shares are chances per call. */
export interface Disturbances {
  /** A call takes this long at most, in machine milliseconds. */
  readonly latencyMs: number;
  /** The chance of one that takes up to `stallMs`. */
  readonly stall: number;
  readonly stallMs: number;
  /** The error that a call ends with, before or after its effect. */
  readonly failure: (what: string) => Error | undefined;
  /** Asked before every step: shall the process that is about to go on die instead? */
  readonly kills: (life: Life, what: string) => boolean;
  readonly onKill?: (life: Life, what: string) => void;
  readonly onStep?: (who: string, what: string) => void;
}

const quiet = (): undefined => undefined;
/**
 * Every promise that can settle has settled once this has passed. What a tick that is asked for from within a promise job begins, begins when
 * no job is left, however many each of them set off; the first await makes sure that it is asked for from there. Programs here wait for
 * nothing but promises, so a turn of the event loop for each step would bring nothing.
 */
const settled = async (): Promise<void> => {
  await Promise.resolve();
  await new Promise<void>((resolve) => process.nextTick(resolve));
};

/**
 * Runs programs one step at a time: whatever they await through `call` and `sleep` goes on in an order, and after delays, that follow
 * from the seed. Machine time is virtual: it moves when nothing else can. A killed life never goes on; a call of its that was under way has
 * had its effect, or has it now, or never.
 */
export class Scheduler {
  disturbances: Disturbances = { latencyMs: 0, stall: 0, stallMs: 0, failure: quiet, kills: () => false };
  steps = 0;
  /** In the order in which they came. */
  private waiting: Waiting[] = [];

  constructor(
    readonly random: SeededRandom,
    private ms: number,
  ) {}

  get nowMs(): number {
    return this.ms;
  }

  /** A call of a port: its effect comes now or when its answer does, its answer later. */
  call<T>(life: Life, what: string, effect: () => Promise<T>): Promise<T> {
    if (!life.isAlive) return new Promise<T>(quiet);
    const failure = this.disturbances.failure(what);
    const early = this.random.chance(0.5);
    return new Promise<T>((resolve, reject) => {
      const answer = (done: Promise<T>): void => {
        if (failure === undefined) done.then(resolve, reject);
        else reject(failure);
      };
      if (early && failure === undefined) {
        const done = effect();
        done.catch(quiet);
        this.wait(life, what, { ms: this.latency(), go: () => answer(done) });
      } else if (failure === undefined) {
        this.wait(life, what, { ms: this.latency(), go: () => answer(effect()), effect });
      } else {
        // Whether a call that failed had its effect is nobody's knowledge.
        if (early) effect().catch(quiet);
        this.wait(life, `${what} fails`, { ms: this.latency(), go: () => reject(failure) });
      }
    });
  }

  /** Machine time passes. `idle`: a beat that nobody waits for. */
  sleep(life: Life, ms: number, idle = false): Promise<void> {
    return new Promise((resolve) => this.wait(life, 'sleep', { ms, go: resolve, idle }));
  }

  /** Anybody who is on the way, beats aside. */
  get isBusy(): boolean {
    return this.waiting.some(({ idle }) => !idle);
  }

  /** When the next one goes on. */
  get nextMs(): number | undefined {
    const next = this.waiting[this.firstPlace()];
    return next && this.readyMs(next);
  }

  kill(life: Life, what = 'any moment'): void {
    const left = this.waiting.filter((one) => one.life === life);
    this.waiting = this.waiting.filter((one) => one.life !== life);
    life.end();
    for (const { effect } of left) if (effect !== undefined && this.random.chance(0.5)) effect().catch(quiet);
    this.disturbances.onKill?.(life, what);
  }

  /** The next one goes on, and everything it sets off comes to its next await. False when nobody waits. */
  async step(): Promise<boolean> {
    const place = this.firstPlace();
    const next = this.waiting[place];
    if (next === undefined) return false;
    this.ms = Math.max(this.ms, this.readyMs(next));
    this.steps += 1;
    if (!next.idle && this.disturbances.kills(next.life, next.what)) this.kill(next.life, next.what);
    else {
      this.waiting.splice(place, 1);
      this.disturbances.onStep?.(next.life.name, next.what);
      next.go();
    }
    await settled();
    return true;
  }

  private latency(): number {
    const { latencyMs, stall, stallMs } = this.disturbances;
    return this.random.chance(stall) ? this.random.between(0, stallMs) : this.random.between(0, latencyMs);
  }

  private wait(
    life: Life,
    what: string,
    { ms, go, idle = false, effect }: Pick<Waiting, 'go' | 'effect'> & { readonly ms: number; readonly idle?: boolean },
  ): void {
    if (!life.isAlive) return;
    this.waiting.push({ life, what, atMs: this.ms + ms, idle, go, effect });
  }

  private readyMs({ atMs, life }: Waiting): number {
    return Math.max(atMs, life.frozenUntilMs);
  }

  /** Of those who are ready at the same time, whoever came first. */
  private firstPlace(): number {
    let first = -1;
    let firstMs = Infinity;
    for (const [place, one] of this.waiting.entries()) {
      const readyMs = this.readyMs(one);
      if (first !== -1 && readyMs >= firstMs) continue;
      first = place;
      firstMs = readyMs;
    }
    return first;
  }
}
