import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeFlagStoreContract } from '../../testing/flag-store-contract.js';
import { MongoFlagStore } from './mongo-flag-store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('oc-flags', { service: 'outcomes', stores: [MongoFlagStore] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeFlagStoreContract('MongoDB', async () => ({
  transactions: stores.transactions,
  flags: stores.get(MongoFlagStore),
}));
