import { Clock } from '@aftercare/kernel';
import { PlatformModule } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import type { Type } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import type { Connection, mongo } from 'mongoose';

/** Stores of the gateway on the real MongoDB, for contract suites. */
export class StoresOnMongo {
  private constructor(
    private readonly database: TestDatabase,
    private readonly built: TestingModule,
  ) {}

  static async open(name: string, clock: Clock, stores: readonly Type[]): Promise<StoresOnMongo> {
    const database = await testDatabase(name);
    const config = {
      NODE_ENV: 'test' as const,
      CLOCK: 'system' as const,
      LOG_LEVEL: 'silent' as const,
      INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      MONGODB_URI: database.uri,
      DB_PREFIX: database.name,
    };
    const built = await Test.createTestingModule({
      imports: [PlatformModule.forRoot({ service: 'gateway', config })],
      providers: [...stores],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    await built.init();
    return new StoresOnMongo(database, built);
  }

  get<T>(store: Type<T>): T {
    return this.built.get(store);
  }

  raw(name: string): mongo.Collection {
    return this.db.collection(name);
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
