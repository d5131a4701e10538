import type { ClinicKey } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { UnitOfWork } from '../reaction.js';
import type { Insert } from './insert-all.js';
import { applyChanges } from './versioned-changes.js';
import type { Change, Stored } from './versioned-changes.js';

interface Flush {
  readonly db: mongo.Db;
  readonly session: mongo.ClientSession;
  readonly insert: Insert;
}

interface Put {
  readonly collection: string;
  readonly key: ClinicKey;
  readonly document: object;
  readonly expectedVersion: number | undefined;
}

interface Writes {
  readonly inserts: Stored[];
  readonly changes: Change[];
  readonly touched: Set<string>;
}

/** New documents are inserted (half the time of an upsert), the others are changed by their versions, collection by collection. */
export class MongoUnitOfWork extends UnitOfWork {
  private readonly collections = new Map<string, Writes>();

  override put(collection: string, key: ClinicKey, document: object, expectedVersion: number | undefined): void {
    this.write('replace', { collection, key, document, expectedVersion });
  }

  override renew(collection: string, key: ClinicKey, document: object, expectedVersion: number | undefined): void {
    this.write('renew', { collection, key, document, expectedVersion });
  }

  override remove(collection: string, key: ClinicKey, expectedVersion: number): void {
    this.touch(collection, key).changes.push({ kind: 'remove', key, expected: expectedVersion });
  }

  /** One after another: a transaction does not take two operations at a time. */
  async flush({ db, session, insert }: Flush): Promise<void> {
    for (const [name, { inserts, changes }] of this.collections) {
      if (changes.length > 0) await applyChanges({ db, collection: name, session, insert }, changes);
      await insert({ db, collection: name, session }, inserts);
    }
  }

  private write(kind: 'replace' | 'renew', { collection, key, document, expectedVersion }: Put): void {
    const writes = this.touch(collection, key);
    const stored = { ...document, _id: key.id, clinicId: key.clinicId, version: (expectedVersion ?? 0) + 1 };
    if (expectedVersion === undefined) writes.inserts.push(stored);
    else writes.changes.push({ kind, document: stored, expected: expectedVersion });
  }

  private touch(collection: string, key: ClinicKey): Writes {
    const writes = this.collections.get(collection) ?? { inserts: [], changes: [], touched: new Set<string>() };
    if (writes.touched.has(key.id)) throw new Error(`${collection}: ${key.id} is written twice in one unit of work`);
    writes.touched.add(key.id);
    this.collections.set(collection, writes);
    return writes;
  }
}
