import type { SteppedProcess } from './process-port.js';
import { earliest, fingerprintOf, mustFire, overdueOf, unrestOf } from './quiet.js';
import type { Round } from './quiet.js';
import { timingsOf } from './timings.js';
import type { StepTimings } from './timings.js';

export interface DirectorOptions {
  /** Real time after which a step that does not become quiet fails. */
  readonly stuckAfterMs?: number;
}

/** A step never became quiet; the message says who was busy or behind. */
export class StuckStepError extends Error {
  constructor(
    readonly instant: Date,
    readonly phase: 'acts' | 'due',
    readonly reasons: readonly string[],
  ) {
    super(`stuck at ${instant.toISOString()} after its ${phase}:\n  ${reasons.join('\n  ')}`);
    this.name = StuckStepError.name;
  }
}

/** What people do at an instant, before anything that is due at it. */
export type Acts = (now: Date) => void | Promise<void>;

const nobody: Acts = () => undefined;
/** A process answers sooner when it is idle. */
const LOOK_WAIT_MS = 50;
const STUCK_AFTER_MS = 60_000;
/** Work that makes further work due at the same instant settles in a few firings. */
const HASTY_FIRINGS = 10;

/** Leads processes under the stepped clock from instant to instant. Time moves only when all of them are quiet. */
export class Director {
  private readonly stepsMs: number[] = [];
  private rounds = 0;
  private instant: Date | undefined;
  private last: Round = [];

  constructor(
    private readonly processes: readonly SteppedProcess[],
    private readonly options: DirectorOptions = {},
  ) {}

  /** Product time of the last step. */
  get now(): Date | undefined {
    return this.instant;
  }

  /** The earliest instant at which anything falls due after the last step; undefined when nothing waits. */
  get nextAt(): Date | undefined {
    return earliest(this.last);
  }

  /** What a process had counted when the last step was quiet. */
  countersOf(service: string): Readonly<Record<string, number>> {
    return this.last.find((answer) => answer.service === service)?.counters ?? {};
  }

  get timings(): StepTimings {
    return timingsOf(this.stepsMs, this.rounds);
  }

  /**
   * One step: the new time holds everywhere, people act, quiet; then what is due runs, quiet.
   * So a cancel at 10:00 wins over a reminder due at 10:00. Returns when something falls due next.
   */
  async step(now: Date, acts: Acts = nobody): Promise<Date | undefined> {
    const started = performance.now();
    this.instant = now;
    this.last = await this.everywhere((process) => process.set(now));
    if (acts !== nobody) {
      await acts(now);
      await this.quiet('acts', now);
    }
    await this.fireUntilDone(now, this.last);
    this.stepsMs.push(performance.now() - started);
    return this.nextAt;
  }

  /** Steps to every instant at which something falls due, up to and including `until`. */
  async playUntil(until: Date): Promise<void> {
    for (let next = this.nextAt; next !== undefined && next <= until; next = this.nextAt) await this.step(next);
  }

  /** From here on time runs by itself, from the instant of the last step or the one given. */
  async release(now: Date | undefined = this.instant): Promise<void> {
    if (now === undefined) throw new Error('release needs an instant before the first step');
    await this.everywhere((process) => process.release(now));
  }

  /** Waits for quiet without moving time. */
  async settle(): Promise<void> {
    await this.quiet('acts', this.instant ?? new Date(0));
  }

  /** Fires where something is due by what was last told, until nothing is. A process that is busy cannot know and fires too. */
  private async fireUntilDone(now: Date, told: Round): Promise<void> {
    const until = this.deadline();
    let round = told;
    if (unrestOf(round).length === 0 && !round.some((answer) => mustFire(answer, now))) return;
    for (let firing = 0; firing === 0 || performance.now() < until; firing += 1) {
      // Work whose owner died waits for a lease of machine time to end; nobody gains from asking without a pause.
      if (firing > HASTY_FIRINGS) await new Promise((resolve) => setTimeout(resolve, LOOK_WAIT_MS));
      const fired = await this.everywhere((process, index) => this.fireOne(process, now, round[index]));
      const quiet = await this.quiet('due', now, fired);
      round = quiet.map((answer, index) => ({ ...answer, failed: fired[index]?.failed ?? [] }));
      if (overdueOf(round, now).length === 0) return;
    }
    throw new StuckStepError(now, 'due', overdueOf(this.last, now));
  }

  private fireOne(process: SteppedProcess, now: Date, told: Round[number] | undefined): Promise<Round[number]> {
    return told === undefined || mustFire(told, now) ? process.fire(now, LOOK_WAIT_MS) : Promise.resolve(told);
  }

  private deadline(): number {
    return performance.now() + (this.options.stuckAfterMs ?? STUCK_AFTER_MS);
  }

  /** Two rounds in a row without unrest and with equal counters; the answers of `first` count as a round. */
  private async quiet(phase: 'acts' | 'due', now: Date, first?: Round): Promise<Round> {
    const until = this.deadline();
    let before = seen(first ?? (await this.everywhere((process) => process.look(LOOK_WAIT_MS))));
    for (;;) {
      const after = seen(await this.everywhere((process) => process.look(LOOK_WAIT_MS)));
      if (before.isAtRest && after.isAtRest && before.fingerprint === after.fingerprint) {
        this.last = after.round;
        return after.round;
      }
      if (performance.now() > until) throw new StuckStepError(now, phase, whyNot(after));
      before = after;
    }
  }

  private everywhere(ask: (process: SteppedProcess, index: number) => Promise<Round[number]>): Promise<Round> {
    this.rounds += 1;
    return Promise.all(this.processes.map(ask));
  }
}

interface Seen {
  readonly round: Round;
  readonly isAtRest: boolean;
  readonly fingerprint: string;
}

const seen = (round: Round): Seen => ({
  round,
  isAtRest: unrestOf(round).length === 0,
  fingerprint: fingerprintOf(round),
});

const whyNot = ({ round, isAtRest }: Seen): readonly string[] =>
  isAtRest ? ['the counters keep moving'] : unrestOf(round);
