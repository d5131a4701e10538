import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeAddressSearchContract } from '../../testing/address-search-contract.js';
import { MongoAddressSearch } from './mongo-address-search.js';
import { MongoContactStore } from './mongo-contact.store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-address-search', {
    service: 'notifications',
    stores: [MongoContactStore, MongoAddressSearch],
  });
});
afterAll(() => stores.close());

describeAddressSearchContract('MongoDB', async (contacts) => {
  await stores.get(MongoContactStore).keep(contacts);
  return stores.get(MongoAddressSearch);
});
