import type { Transaction, UnitOfWork } from '../reaction.js';
import type { DeadLetter, InboxRecord, OutboxRow } from './rows.js';

/** The number with which a member may write for a partition; a newer owner has a higher one. */
export interface Fence {
  readonly id: string;
  readonly number: number;
}

/** One attempt inside a snapshot transaction. What is staged here is written just before the commit. */
export interface Attempt {
  readonly within: Transaction;
  readonly writes: UnitOfWork;
  /** A record that is there already aborts the attempt as a conflict. */
  record(records: readonly InboxRecord[]): void;
  /** Gone through once; a store may wait with it until it writes the rows. */
  publish(rows: Iterable<OutboxRow>): void;
  park(letters: readonly DeadLetter[]): void;
  /** Turns a parked record into a handled one; a conflict when it is not parked any more. */
  settle(inboxId: string): void;
}

/** What the runtime asks of a store with transactions. Adapters translate their errors into ConflictError and StoreUnavailableError. */
export abstract class Store {
  /**
   * Runs `work` once in a snapshot transaction and commits; only the commit itself is ever repeated.
   * With a fence it fails with FencedError when a newer owner has claimed it.
   */
  abstract attempt<T>(work: (attempt: Attempt) => Promise<T>, fence?: Fence): Promise<T>;
  /** Takes over a partition: the next number. Whatever an earlier owner still has under way is ended. */
  abstract claim(fenceId: string): Promise<Fence>;
  /** Which of these inbox records exist, and how they ended. */
  abstract seen(inboxIds: readonly string[]): Promise<ReadonlyMap<string, InboxRecord['outcome']>>;
  /** Called after each commit that wrote outbox rows, with their ids. */
  abstract onPublish(listener: () => void): void;
}
