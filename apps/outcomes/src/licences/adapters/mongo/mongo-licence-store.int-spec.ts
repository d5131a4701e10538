import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeLicenceStoreContract } from '../../testing/licence-store-contract.js';
import { MongoLicenceStore } from './mongo-licence-store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('oc-licences', { service: 'outcomes', stores: [MongoLicenceStore] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeLicenceStoreContract('MongoDB', async () => ({
  transactions: stores.transactions,
  licences: stores.get(MongoLicenceStore),
}));
