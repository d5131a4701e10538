import { TenantCollections } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { describeClientSessionsContract } from '../../testing/client-sessions-contract.js';
import { MongoClientSessions } from './mongo-client-sessions.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('client-sessions');
});
afterAll(() => database.drop());

describeClientSessionsContract('MongoDB', async () => {
  await database.connection.dropDatabase();
  const sessions = new MongoClientSessions(new TenantCollections(database.connection));
  await sessions.onModuleInit();
  return sessions;
});
