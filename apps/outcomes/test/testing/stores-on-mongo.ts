import { MessagingModule, Transactions } from '@aftercare/messaging';
import { PlatformModule } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import type { Abstract, OnModuleInit, Type } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import type { Connection } from 'mongoose';

const makesIndexes = (store: unknown): store is OnModuleInit =>
  typeof store === 'object' && store !== null && 'onModuleInit' in store;

/** Stores of outcomes on the real MongoDB, for contract suites. Nothing runs: what is said stays in the outbox. */
export class StoresOnMongo {
  private constructor(
    private readonly database: TestDatabase,
    private readonly built: TestingModule,
  ) {}

  static async open(name: string, stores: readonly Type[]): Promise<StoresOnMongo> {
    const database = await testDatabase(name);
    const config = {
      NODE_ENV: 'test' as const,
      CLOCK: 'system' as const,
      LOG_LEVEL: 'silent' as const,
      INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LINK_KEY: 'a-link-key-of-the-tests-with-32-chars',
      PUBLIC_URL: 'http://elm.example',
      MONGODB_URI: database.uri,
      DB_PREFIX: database.name,
    };
    const built = await Test.createTestingModule({
      imports: [
        PlatformModule.forRoot({ service: 'outcomes', config }),
        // Never connected: this module is compiled and not started.
        MessagingModule.forRoot({ service: 'outcomes', brokers: 'localhost:1', topicPrefix: '', consumes: [] }),
      ],
      providers: [...stores],
    }).compile();
    for (const store of stores.map((type): unknown => built.get(type)))
      if (makesIndexes(store)) await store.onModuleInit();
    return new StoresOnMongo(database, built);
  }

  get<T>(store: Type<T> | Abstract<T>): T {
    return this.built.get<T>(store);
  }

  get transactions(): Transactions {
    return this.built.get(Transactions);
  }

  async empty(): Promise<void> {
    const connection = this.built.get<Connection>(getConnectionToken());
    const collections = await connection.getClient().db(connection.name).collections();
    for (const collection of collections) await collection.deleteMany({});
  }

  async close(): Promise<void> {
    await this.built.close();
    await this.database.drop();
  }
}
