import { envelopeSchema, type Envelope } from '@aftercare/contracts';
import {
  FixedClock,
  SilentActivity,
  SystemMachineTime,
  type ClinicKey,
  type Clock,
  type MachineTime,
} from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '../reaction.js';
import { StoreTransactions } from '../store/store-transactions.js';
import type { Cause, UseCaseWork } from '../transactions.js';
import { Transactions } from '../transactions.js';
import { MemoryStore, MemoryTransaction, type MemoryDocument } from './memory-store.js';

export interface InMemoryOptions {
  readonly service?: string;
  readonly clock?: Clock;
  readonly machine?: MachineTime;
}

const stateOf = (document: MemoryDocument): ClinicKey & Loaded<unknown> => ({
  id: document._id,
  clinicId: document.clinicId,
  version: document.version,
  state: document['state'],
});

/** `Transactions` without an engine; passes the same contract suite as the MongoDB one. */
export class InMemoryTransactions extends Transactions {
  readonly store = new MemoryStore();
  private readonly transactions: StoreTransactions;
  /** A collection that was read never changes: what is written makes a new one. */
  private readonly statesOf = new WeakMap<
    ReadonlyMap<string, MemoryDocument>,
    readonly (ClinicKey & Loaded<unknown>)[]
  >();

  constructor(options: InMemoryOptions = {}) {
    super();
    this.transactions = new StoreTransactions({
      service: options.service ?? 'test',
      store: this.store,
      clock: options.clock ?? new FixedClock(new Date(0)),
      machine: options.machine ?? new SystemMachineTime(),
      activity: new SilentActivity(),
    });
  }

  override run<T>(work: (work: UseCaseWork) => Promise<T>, cause?: Cause): Promise<T> {
    return this.transactions.run(work, cause);
  }

  /** The documents of a collection by id: as they are now, or as a transaction sees them. */
  documents(collection: string, within?: Transaction): ReadonlyMap<string, MemoryDocument> {
    return this.store.documents(collection, within);
  }

  /** The documents of a collection that were put there as `{ state }`: what was put is what comes back. */
  states<T>(collection: string, within?: Transaction): readonly (ClinicKey & Loaded<T>)[] {
    const documents = this.documents(collection, within);
    const known = this.statesOf.get(documents) ?? Array.from(documents.values(), stateOf);
    this.statesOf.set(documents, known);
    // Only the caller's own adapter writes the collection.
    return known as readonly (ClinicKey & Loaded<T>)[];
  }

  /** The writes of a running transaction, for in-memory adapters whose port hands them the transaction only. */
  writesOf(within: Transaction): UnitOfWork {
    if (!(within instanceof MemoryTransaction)) throw new TypeError('this transaction does not run in memory');
    return within.writes;
  }

  /** Every event said so far, in the order of the commits. */
  get said(): readonly Envelope[] {
    return [...this.store.outbox.values()].map((row) =>
      envelopeSchema.parse(JSON.parse(row.envelope?.toString('utf8') ?? 'null')),
    );
  }
}
