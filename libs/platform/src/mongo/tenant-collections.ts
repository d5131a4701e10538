import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { TenantGuardError } from './clinic-rule.js';
import { SYSTEM_COLLECTIONS, SYSTEM_QUERIES } from './system-queries.js';
import type { SystemCollection, SystemQuery } from './system-queries.js';
import { TenantCollection } from './tenant-collection.js';

const NAMESPACE_EXISTS = 48;
const INDEX_NOT_FOUND = 27;
const isServerError = (error: unknown, code: number): boolean =>
  error instanceof mongo.MongoServerError && error.code === code;

const queries: readonly string[] = SYSTEM_QUERIES;
const collections: readonly string[] = SYSTEM_COLLECTIONS;

/** The only way to a native collection. */
export class TenantCollections {
  /** To make one costs more than many a query that is made with it. */
  private readonly natives = new Map<string, mongo.Collection>();

  constructor(private readonly connection: Connection) {}

  of<T extends mongo.Document = mongo.Document>(name: string): TenantCollection<T> {
    return new TenantCollection(this.native<T>(name));
  }

  /** The raw collection, for the exemptions of `system-queries.ts` only. */
  system<T extends mongo.Document = mongo.Document>(name: SystemCollection): mongo.Collection<T>;
  system<T extends mongo.Document = mongo.Document>(name: string, query: SystemQuery): mongo.Collection<T>;
  system<T extends mongo.Document = mongo.Document>(name: string, query?: SystemQuery): mongo.Collection<T> {
    const isListed = query === undefined ? collections.includes(name) : queries.includes(query);
    if (!isListed) throw new TenantGuardError(name, 'this is no listed system query');
    return this.native<T>(name);
  }

  /** Makes the collection with options that it cannot get later; one that is there stays as it is. */
  async make(name: string, options: mongo.CreateCollectionOptions): Promise<void> {
    const db = this.connection.getClient().db(this.connection.name);
    const known = await db.listCollections({ name }, { nameOnly: true }).toArray();
    if (known.length > 0) return;
    try {
      await db.createCollection(name, options);
    } catch (error) {
      // Another process that starts at the same moment was first.
      if (!isServerError(error, NAMESPACE_EXISTS)) throw error;
    }
  }

  /** Drops an index of a version before, after the one that takes its place was made. One that is gone is no error. */
  async retireIndex(name: string, index: string): Promise<void> {
    try {
      await this.native(name).dropIndex(index);
    } catch (error) {
      if (!isServerError(error, INDEX_NOT_FOUND)) throw error;
    }
  }

  private native<T extends mongo.Document>(name: string): mongo.Collection<T> {
    const known = this.natives.get(name) ?? this.connection.getClient().db(this.connection.name).collection(name);
    this.natives.set(name, known);
    // A collection has no type of its own: whoever asks says what stands in it.
    return known as unknown as mongo.Collection<T>;
  }
}
