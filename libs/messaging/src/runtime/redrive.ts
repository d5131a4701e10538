import type { MachineTime } from '@aftercare/kernel';
import { DecisionError } from '../fold.js';
import type { DeadLetter, ParkCause } from '../store/rows.js';
import type { Store } from '../store/store.js';
import { BatchAttempt, type RunnerContext } from './batch-attempt.js';
import { parkCauseOf } from './cause.js';
import { RecordParser } from './parse.js';
import type { Parsed } from './record.js';

/** The parked records of a group, for which somebody asked that they run again. */
export abstract class DeadLetters {
  abstract asked(groups: readonly string[]): Promise<readonly DeadLetter[]>;
  /** Whether anything is parked for which somebody could ask. */
  abstract areParked(groups: readonly string[]): Promise<boolean>;
  /** It failed again: parked as before, with the newer cause. */
  abstract failed(id: string, cause: ParkCause): Promise<void>;
}

const ATTEMPTS = 5;

/** Runs parked records through their own group, and no other. What happened since stays as it is: a redriven event comes out of order. */
export class Redrive {
  private readonly parser: RecordParser;
  private readonly attempt: BatchAttempt;
  private readonly store: Store;
  private readonly machine: MachineTime;

  constructor(
    private readonly context: RunnerContext,
    private readonly letters: DeadLetters,
  ) {
    this.parser = new RecordParser(context.group, context.reaction.consumes);
    this.attempt = new BatchAttempt(context);
    this.store = context.store;
    this.machine = context.machine;
  }

  get group(): string {
    return this.context.group;
  }

  async run(letter: DeadLetter): Promise<void> {
    const parsed = this.parser.parse(letter);
    if (parsed.kind === 'fault') return this.letters.failed(letter._id, parsed.cause);
    let problem: unknown;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        await this.settle(letter, parsed);
        return;
      } catch (error) {
        problem = error instanceof DecisionError ? error.cause : error;
        await this.machine.sleep(attempt * 20);
      }
    }
    await this.letters.failed(letter._id, parkCauseOf(problem));
  }

  private async settle(letter: DeadLetter, parsed: Exclude<Parsed, { kind: 'fault' }>): Promise<void> {
    if (parsed.kind === 'ignored') return this.attempt.run([], undefined, letter._id);
    // A record that could not be read before has an id now; its event may have come another way since.
    const handled = parsed.id !== letter._id && (await this.store.seen([parsed.id])).has(parsed.id);
    await this.attempt.run(handled ? [] : [parsed], undefined, letter._id);
  }
}
