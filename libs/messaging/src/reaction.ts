import type { DataOf, EventContract, EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';

/** A state as it was read, with the version that a write must still find. */
export interface Loaded<TState> {
  readonly state: TState;
  readonly version: number;
}

/** One key's way through a batch: as it was read, and as the last decision left it. */
export interface Change<TState> {
  readonly key: ClinicKey;
  readonly before: Loaded<TState> | undefined;
  readonly after: TState;
}

/** What a decision wants to say; the runtime makes the envelope (id, time, correlation, causation). Made by `say`. */
export interface Saying {
  readonly contract: EventContract;
  readonly clinicId: string;
  readonly data: unknown;
}

/** Ties the data to its contract at compile time. */
export const say = <C extends EventContract>(contract: C, clinicId: string, data: DataOf<C>): Saying => ({
  contract,
  clinicId,
  data,
});

/** The next state of a key and what to say. A state that is the very object that was read (or undefined where there was none) writes nothing. */
export interface Decision<TState> {
  readonly state: TState | undefined;
  readonly says: readonly Saying[];
}

/** The snapshot transaction of a batch; the MongoDB adapter's subclass carries the driver's session. */
export abstract class Transaction {
  abstract readonly id: string;
}

/** Collects the writes of one batch or use case; they are committed together with inbox and outbox records. */
export abstract class UnitOfWork {
  /**
   * Writes a document under `_id = key.id` with `clinicId = key.clinicId` if its stored version is still `expectedVersion`
   * (undefined: it must not exist yet). `version` is set to `(expectedVersion ?? 0) + 1`. A miss aborts everything, and it is run again from `load`.
   */
  abstract put(collection: string, key: ClinicKey, document: object, expectedVersion: number | undefined): void;
  /**
   * A `put` of one of many that change together, at a third of the cost. Only for documents that are also changed outside of
   * transactions by those alone who try again: a plain update that meets it may find nothing, as if the document did not exist.
   */
  renew(collection: string, key: ClinicKey, document: object, expectedVersion: number | undefined): void {
    this.put(collection, key, document, expectedVersion);
  }
  /** Removes a document if its stored version is still `expectedVersion`; a miss aborts like `put`. */
  abstract remove(collection: string, key: ClinicKey, expectedVersion: number): void;
}

/** State per key, folded by a pure function over events, committed in bulk. */
export abstract class Reaction<TState, TContract extends EventContract, TFacts = undefined> {
  /** File and class are named for it; the consumer group is `<service>.<name>`. */
  abstract readonly name: string;
  abstract readonly consumes: readonly TContract[];
  abstract keyOf(event: EventOf<TContract>): ClinicKey;
  /** False for an event that can never matter here, by its content alone: passed over without a transaction or an inbox record. Left out: all matter. */
  concerns?(event: EventOf<TContract>): boolean;
  /** Before the transaction: clinic rules and bulk look-ups for these events. */
  abstract facts(events: readonly EventOf<TContract>[]): Promise<TFacts>;
  /** Inside the transaction: the states of these keys by `nameOf(key)`, each with its version. One query for the whole batch. */
  abstract load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<TState>>>;
  /** Pure: no I/O, no clock, no randomness; time comes with the event. */
  abstract decide(state: TState | undefined, event: EventOf<TContract>, facts: TFacts): Decision<TState>;
  /** Adds versioned writes to the unit of work. */
  abstract save(changes: readonly Change<TState>[], work: UnitOfWork): void;
}

/** Whether an event can matter to a reaction at all. */
export const isConcernOf = <TState, TContract extends EventContract, TFacts>(
  reaction: Reaction<TState, TContract, TFacts>,
  event: EventOf<TContract>,
): boolean => reaction.concerns?.(event) ?? true;

/** The map key of a state. */
export const nameOf = (key: ClinicKey): string => `${key.clinicId}/${key.id}`;
