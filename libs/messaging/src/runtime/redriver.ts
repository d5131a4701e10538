import { Logger } from '@nestjs/common';
import type { MachineTime } from '@aftercare/kernel';
import { Wake } from '../outbox/wake.js';
import type { DeadLetters, Redrive } from './redrive.js';

/** How soon a service notices that a redrive was asked for. Milliseconds. */
const LOOK_MS = 1000;
/** The same while nothing is parked, as far as this process knows. Milliseconds. */
const IDLE_LOOK_MS = 10_000;

export interface RedriverContext {
  readonly redrives: readonly Redrive[];
  readonly letters: DeadLetters;
  readonly machine: MachineTime;
  /** How many records this process parked; when it rises there is something to ask for. */
  parked(): number;
}

/** Looks now and then whether somebody asked for a parked record to run again. */
export class Redriver {
  private readonly logger = new Logger(Redriver.name);
  private readonly redrives: ReadonlyMap<string, Redrive>;
  private readonly wake = new Wake();
  private closing = false;
  private loop: Promise<void> | undefined;

  constructor(private readonly context: RedriverContext) {
    this.redrives = new Map(context.redrives.map((redrive) => [redrive.group, redrive]));
  }

  start(): void {
    if (this.redrives.size > 0) this.loop ??= this.run();
  }

  async close(): Promise<void> {
    this.closing = true;
    this.wake.ring();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.closing) {
      const parked = this.context.parked();
      try {
        await this.pause(parked, await this.look());
      } catch (error) {
        this.logger.warn(`looking for redrives failed: ${error instanceof Error ? error.name : 'unknown'}`);
        await this.wake.wait(LOOK_MS);
      }
    }
  }

  /** The answer is how long nobody can wait for the next look. */
  private async look(): Promise<number> {
    const groups = [...this.redrives.keys()];
    const asked = await this.context.letters.asked(groups);
    for (const letter of asked) await this.redrives.get(letter.group)?.run(letter);
    return asked.length > 0 || (await this.context.letters.areParked(groups)) ? LOOK_MS : IDLE_LOOK_MS;
  }

  private async pause(parked: number, ms: number): Promise<void> {
    const until = this.context.machine.nowMs() + ms;
    do await this.wake.wait(LOOK_MS);
    while (!this.closing && this.context.parked() === parked && this.context.machine.nowMs() < until);
  }
}
