import type { MachineTime } from '@aftercare/kernel';
import type { LoggerService } from '@nestjs/common';
import { NotStoredError } from './sender.js';

/** A broker that changes its leader or a connection that is made anew takes less. Milliseconds. */
const PROBLEM_AFTER_MS = 5000;

/** Names only: what stores say may hold a value. The log's own kind of error is a fixed word. */
const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof NotStoredError) return error.message;
  return 'type' in error && typeof error.type === 'string' ? `${error.name} ${error.type}` : error.name;
};

/** Why the relay publishes nothing: said once in the log, and to readiness when it lasts. */
export class RelayFailure {
  private now: { readonly name: string; readonly sinceMs: number } | undefined;

  constructor(
    private readonly machine: MachineTime,
    private readonly logger: Pick<LoggerService, 'log' | 'warn'>,
  ) {}

  get lasts(): boolean {
    return this.now !== undefined;
  }

  is(error: unknown): void {
    const name = nameOf(error);
    if (this.now?.name !== name) this.logger.warn(`events do not go out: ${name}`);
    this.now = { name, sinceMs: this.now?.sinceMs ?? this.machine.nowMs() };
  }

  over(): void {
    if (this.now !== undefined) this.logger.log('events go out again');
    this.now = undefined;
  }

  problem(): string | undefined {
    if (this.now === undefined || this.machine.nowMs() - this.now.sinceMs < PROBLEM_AFTER_MS) return undefined;
    return `events do not go out: ${this.now.name}`;
  }
}
