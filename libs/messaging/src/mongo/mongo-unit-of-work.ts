import type { ClinicKey } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { UnitOfWork } from '../reaction.js';
import { ConflictError } from '../store/errors.js';
import type { Insert } from './insert-all.js';

interface Stored {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
}
type Change =
  | { readonly kind: 'replace'; readonly document: Stored; readonly expected: number }
  | { readonly kind: 'remove'; readonly key: ClinicKey; readonly expected: number };

interface Flush {
  readonly db: mongo.Db;
  readonly session: mongo.ClientSession;
  readonly insert: Insert;
}

interface Writes {
  readonly inserts: Stored[];
  readonly changes: Change[];
  readonly touched: Set<string>;
}

const found = (key: { readonly _id: string; readonly clinicId: string }, expected: number) => ({
  ...key,
  version: expected,
});

const operationOf = (change: Change): mongo.AnyBulkWriteOperation<Stored> => {
  if (change.kind === 'remove') {
    return { deleteOne: { filter: found({ _id: change.key.id, clinicId: change.key.clinicId }, change.expected) } };
  }
  const { _id, clinicId } = change.document;
  return { replaceOne: { filter: found({ _id, clinicId }, change.expected), replacement: change.document } };
};

/** New documents are inserted (half the time of an upsert), the others by one versioned bulk per collection. */
export class MongoUnitOfWork extends UnitOfWork {
  private readonly collections = new Map<string, Writes>();

  override put(collection: string, key: ClinicKey, document: object, expectedVersion: number | undefined): void {
    const writes = this.touch(collection, key);
    const stored = { ...document, _id: key.id, clinicId: key.clinicId, version: (expectedVersion ?? 0) + 1 };
    if (expectedVersion === undefined) writes.inserts.push(stored);
    else writes.changes.push({ kind: 'replace', document: stored, expected: expectedVersion });
  }

  override remove(collection: string, key: ClinicKey, expectedVersion: number): void {
    this.touch(collection, key).changes.push({ kind: 'remove', key, expected: expectedVersion });
  }

  /** One after another: a transaction does not take two operations at a time. */
  async flush({ db, session, insert }: Flush): Promise<void> {
    for (const [name, { inserts, changes }] of this.collections) {
      if (changes.length > 0) await change(db.collection<Stored>(name), changes, session);
      await insert({ db, collection: name, session }, inserts);
    }
  }

  private touch(collection: string, key: ClinicKey): Writes {
    const writes = this.collections.get(collection) ?? { inserts: [], changes: [], touched: new Set<string>() };
    if (writes.touched.has(key.id)) throw new Error(`${collection}: ${key.id} is written twice in one unit of work`);
    writes.touched.add(key.id);
    this.collections.set(collection, writes);
    return writes;
  }
}

const change = async (
  collection: mongo.Collection<Stored>,
  changes: readonly Change[],
  session: mongo.ClientSession,
): Promise<void> => {
  const result = await collection.bulkWrite(changes.map(operationOf), { session, ordered: false });
  if (result.matchedCount + result.deletedCount !== changes.length) {
    throw new ConflictError('stale', `${collection.collectionName}: a stored version is not the one that was read`);
  }
};
