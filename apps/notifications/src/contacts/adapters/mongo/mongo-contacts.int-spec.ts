import { LinkTokens } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeContactsContract } from '../../testing/contact-store-contract.js';
import { MongoContactHealth } from './mongo-contact.health.js';
import { MongoContactStore } from './mongo-contact.store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-contacts', {
    service: 'notifications',
    stores: [MongoContactStore, MongoContactHealth],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeContactsContract('MongoDB', async () => ({
  transactions: stores.transactions,
  links: stores.get(LinkTokens),
  store: stores.get(MongoContactStore),
  health: stores.get(MongoContactHealth),
}));
