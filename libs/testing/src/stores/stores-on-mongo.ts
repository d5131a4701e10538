import { Clock, MachineTime, SystemClock, SystemMachineTime } from '@aftercare/kernel';
import { MessagingModule, Transactions } from '@aftercare/messaging';
import { PlatformModule } from '@aftercare/platform';
import type { Abstract, OnModuleInit, Type } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import type { Connection, mongo } from 'mongoose';
import { testDatabase } from '../engines/test-database.js';
import type { TestDatabase } from '../engines/test-database.js';

export interface StoresOptions {
  /** Whose stores: names the database. */
  readonly service: string;
  readonly stores: readonly Type[];
  /** Of this machine unless given. */
  readonly clock?: Clock;
  readonly machine?: MachineTime;
}

const makesIndexes = (store: unknown): store is OnModuleInit =>
  typeof store === 'object' && store !== null && 'onModuleInit' in store;

const configOn = ({ uri, name }: TestDatabase) => ({
  NODE_ENV: 'test' as const,
  CLOCK: 'system' as const,
  LOG_LEVEL: 'silent' as const,
  INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  LINK_KEY: 'a-link-key-of-the-tests-with-32-chars',
  PUBLIC_URL: 'http://elm.example',
  MONGODB_URI: uri,
  DB_PREFIX: name,
});

const build = ({ service, stores, clock, machine }: StoresOptions, database: TestDatabase): Promise<TestingModule> =>
  Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ service, config: configOn(database) }),
      // Never connected: this module is compiled and not started.
      MessagingModule.forRoot({ service, brokers: 'localhost:1', topicPrefix: '', consumes: [] }),
    ],
    providers: [...stores],
  })
    .overrideProvider(Clock)
    .useValue(clock ?? new SystemClock())
    .overrideProvider(MachineTime)
    .useValue(machine ?? new SystemMachineTime())
    .compile();

/** Stores of a service on the real MongoDB, for contract suites. Nothing runs: what is said stays in the outbox. */
export class StoresOnMongo {
  private constructor(
    private readonly database: TestDatabase,
    private readonly built: TestingModule,
  ) {}

  static async open(name: string, options: StoresOptions): Promise<StoresOnMongo> {
    const database = await testDatabase(name);
    const built = await build(options, database);
    for (const store of options.stores.map((type): unknown => built.get(type)))
      if (makesIndexes(store)) await store.onModuleInit();
    return new StoresOnMongo(database, built);
  }

  get<T>(store: Type<T> | Abstract<T>): T {
    return this.built.get<T>(store);
  }

  get transactions(): Transactions {
    return this.built.get(Transactions);
  }

  /** As the driver sees it, without the tenant guard: to look at what is stored, or to forge it. */
  raw(name: string): mongo.Collection {
    return this.db.collection(name);
  }

  /** How many documents and index keys the server looked at for what was asked. */
  async looksAt(ask: () => Promise<unknown>): Promise<{ readonly documents: number; readonly keys: number }> {
    await this.db.setProfilingLevel('all');
    await ask();
    await this.db.setProfilingLevel('off');
    const seen = await this.db
      .collection<{ readonly docsExamined?: number; readonly keysExamined?: number }>('system.profile')
      .find({ op: { $in: ['query', 'getmore'] }, ns: { $not: /system\.profile$/u } })
      .toArray();
    await this.db.dropCollection('system.profile');
    const sum = (numbers: readonly (number | undefined)[]): number =>
      numbers.reduce<number>((total, one) => total + (one ?? 0), 0);
    return { documents: sum(seen.map((one) => one.docsExamined)), keys: sum(seen.map((one) => one.keysExamined)) };
  }

  async empty(): Promise<void> {
    for (const collection of await this.db.collections()) await collection.deleteMany({});
  }

  async close(): Promise<void> {
    await this.built.close();
    await this.database.drop();
  }

  private get db(): mongo.Db {
    const connection = this.built.get<Connection>(getConnectionToken());
    return connection.getClient().db(connection.name);
  }
}
