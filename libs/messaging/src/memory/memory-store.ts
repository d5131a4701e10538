import { newId, type ClinicKey } from '@aftercare/kernel';
import { Transaction, UnitOfWork } from '../reaction.js';
import { ConflictError, FencedError } from '../store/errors.js';
import type { DeadLetter, InboxRecord, OutboxRow } from '../store/rows.js';
import { Store, type Attempt, type Fence } from '../store/store.js';

/** A document as the store keeps it. */
export type MemoryDocument = Readonly<Record<string, unknown>> & {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
};
type Documents = ReadonlyMap<string, MemoryDocument>;
type Collections = ReadonlyMap<string, Documents>;

/** One for every collection that nobody wrote to, so that it can be known again. */
const NOTHING: Documents = new Map();

/** Reads within it see the documents as they were when it began. */
export class MemoryTransaction extends Transaction {
  override readonly id = newId();

  constructor(
    readonly snapshot: Collections,
    readonly writes: UnitOfWork,
  ) {
    super();
  }
}

interface Write {
  readonly collection: string;
  readonly key: ClinicKey;
  readonly document: MemoryDocument | undefined;
  readonly expected: number | undefined;
}

/** What `structuredClone` does, several times as fast for what documents are made of. */
const copyOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Date) return new Date(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  // Of what `for` goes through a plain object has nothing that is not its own.
  for (const key in value) copy[key] = copyOf((value as Readonly<Record<string, unknown>>)[key]);
  return copy;
};

class MemoryUnitOfWork extends UnitOfWork {
  readonly writes: Write[] = [];

  override put(collection: string, key: ClinicKey, document: object, expectedVersion: number | undefined): void {
    const { id, clinicId } = key;
    const stored = Object.assign(copyOf(document) as object, {
      _id: id,
      clinicId,
      version: (expectedVersion ?? 0) + 1,
    });
    this.add({ collection, key, document: stored, expected: expectedVersion });
  }

  override remove(collection: string, key: ClinicKey, expectedVersion: number): void {
    this.add({ collection, key, document: undefined, expected: expectedVersion });
  }

  private add(write: Write): void {
    const twice = this.writes.some((other) => other.collection === write.collection && other.key.id === write.key.id);
    if (twice) throw new Error(`${write.collection}: ${write.key.id} is written twice in one unit of work`);
    this.writes.push(write);
  }
}

class MemoryAttempt implements Attempt {
  readonly within: MemoryTransaction;
  readonly writes = new MemoryUnitOfWork();
  readonly inbox: InboxRecord[] = [];
  readonly outbox: OutboxRow[] = [];
  readonly letters: DeadLetter[] = [];
  readonly settled: string[] = [];

  constructor(
    snapshot: Collections,
    readonly fence: Fence | undefined,
  ) {
    this.within = new MemoryTransaction(snapshot, this.writes);
  }

  record(records: readonly InboxRecord[]): void {
    this.inbox.push(...records);
  }
  publish(rows: Iterable<OutboxRow>): void {
    this.outbox.push(...rows);
  }
  park(letters: readonly DeadLetter[]): void {
    this.letters.push(...letters);
  }
  settle(inboxId: string): void {
    this.settled.push(inboxId);
  }
}

/** The store's promises in one process's memory: snapshot reads, all or nothing, versions, unique ids, fences. */
export class MemoryStore extends Store {
  readonly inbox = new Map<string, InboxRecord>();
  readonly outbox = new Map<string, OutboxRow>();
  readonly letters = new Map<string, DeadLetter>();
  private collections: Collections = new Map();
  private readonly fences = new Map<string, number>();
  private readonly listeners: (() => void)[] = [];

  /** The documents of a collection by id: as they are now, or as a transaction sees them. */
  documents(collection: string, within?: Transaction): ReadonlyMap<string, MemoryDocument> {
    const collections = within instanceof MemoryTransaction ? within.snapshot : this.collections;
    return collections.get(collection) ?? NOTHING;
  }

  override async attempt<T>(work: (attempt: Attempt) => Promise<T>, fence?: Fence): Promise<T> {
    const attempt = new MemoryAttempt(this.collections, fence);
    const result = await work(attempt);
    this.commit(attempt);
    if (attempt.outbox.length > 0) for (const listener of this.listeners) listener();
    return result;
  }

  override async claim(fenceId: string): Promise<Fence> {
    const number = (this.fences.get(fenceId) ?? 0) + 1;
    this.fences.set(fenceId, number);
    return { id: fenceId, number };
  }

  override async seen(inboxIds: readonly string[]): Promise<ReadonlyMap<string, InboxRecord['outcome']>> {
    const found = inboxIds.flatMap((id) => this.inbox.get(id) ?? []);
    return new Map(found.map((record) => [record._id, record.outcome]));
  }

  override onPublish(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Checks everything before it changes anything; no await in between. */
  private commit(attempt: MemoryAttempt): void {
    this.check(attempt);
    this.collections = written(this.collections, attempt.writes.writes);
    for (const record of attempt.inbox) this.inbox.set(record._id, record);
    for (const id of attempt.settled) this.handled(id);
    for (const letter of attempt.letters) this.letters.set(letter._id, letter);
    for (const row of attempt.outbox) this.outbox.set(row._id, row);
  }

  private check({ fence, inbox, letters, outbox, settled, writes }: MemoryAttempt): void {
    if (fence !== undefined && this.fences.get(fence.id) !== fence.number) throw new FencedError(fence.id);
    free(this.inbox, inbox);
    free(this.outbox, outbox);
    free(this.letters, letters);
    if (settled.some((id) => this.inbox.get(id)?.outcome !== 'parked'))
      throw new ConflictError('stale', 'not parked any more');
    for (const write of writes.writes) this.checkVersion(write);
  }

  private checkVersion({ collection, key, expected }: Write): void {
    const stored = this.collections.get(collection)?.get(key.id);
    const foreign = stored !== undefined && stored.clinicId !== key.clinicId;
    if (foreign || stored?.version !== expected)
      throw new ConflictError('stale', `${collection}: a stored version is not the one that was read`);
  }

  private handled(inboxId: string): void {
    const record = this.inbox.get(inboxId);
    const letter = this.letters.get(inboxId);
    if (record !== undefined) this.inbox.set(inboxId, { ...record, outcome: 'handled' });
    if (letter !== undefined) this.letters.set(inboxId, { ...letter, state: 'handled' });
  }
}

const free = (stored: ReadonlyMap<string, unknown>, fresh: readonly { readonly _id: string }[]): void => {
  if (fresh.some(({ _id }) => stored.has(_id))) throw new ConflictError('stale', 'an id exists already');
};

const written = (before: Collections, writes: readonly Write[]): Collections => {
  const after = new Map(before);
  const fresh = new Map<string, Map<string, MemoryDocument>>();
  for (const { collection, key, document } of writes) {
    const documents = fresh.get(collection) ?? new Map(before.get(collection));
    if (document === undefined) documents.delete(key.id);
    else documents.set(key.id, document);
    fresh.set(collection, documents);
    after.set(collection, documents);
  }
  return after;
};
