import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeClientSessionsContract } from '../../testing/client-sessions-contract.js';
import { MongoClientSessions } from './mongo-client-sessions.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('gw-client-sessions', { service: 'gateway', stores: [MongoClientSessions] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeClientSessionsContract('MongoDB', async () => stores.get(MongoClientSessions));
