import type { Saying, Transaction, UnitOfWork } from './reaction.js';

/** Where a request came from; copied to the events it says. */
export interface Cause {
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
}

/** What a use case may do inside its transaction. */
export interface UseCaseWork {
  /** Hand it to repositories for reading in the same snapshot. */
  readonly within: Transaction;
  readonly writes: UnitOfWork;
  /** Adds an outbox record. `version` is the version that the saying document gets in this transaction; it orders the events of a key. */
  say(saying: Saying, version: number): void;
}

/**
 * The HTTP side's one way to change something: load, decide and save in one snapshot transaction together with the outbox.
 * `work` is repeated from the start on a conflict, so it must have no effect outside the transaction.
 */
export abstract class Transactions {
  abstract run<T>(work: (work: UseCaseWork) => Promise<T>, cause?: Cause): Promise<T>;
}
