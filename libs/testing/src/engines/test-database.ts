import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { testEngines } from './test-engines.js';

/** A database of one test file's own on the real MongoDB. */
export interface TestDatabase {
  readonly name: string;
  readonly uri: string;
  readonly connection: Connection;
  /** Drops it, with every database whose name starts with it, and disconnects. */
  drop(): Promise<void>;
}

/** A name that no other test run uses; MongoDB allows 63 bytes. */
export const uniqueName = (name: string): string =>
  `t_${name.replace(/[^a-z0-9]+/giu, '_').slice(0, 24)}_${randomBytes(4).toString('hex')}`;

const dropAll = async (connection: Connection, name: string): Promise<void> => {
  const client = connection.getClient();
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const database of databases.filter((each) => each.name.startsWith(name)))
    await client.db(database.name).dropDatabase();
};

/** Connects to a fresh database; its name also serves as `DB_PREFIX` of a service under test. */
export const testDatabase = async (name: string): Promise<TestDatabase> => {
  const { mongodbUri } = testEngines();
  const unique = uniqueName(name);
  const connection = await mongoose.createConnection(mongodbUri, { dbName: unique, autoIndex: false }).asPromise();
  return {
    name: unique,
    uri: mongodbUri,
    connection,
    drop: async () => {
      await dropAll(connection, unique);
      await connection.close();
    },
  };
};
