import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeConsentsContract } from '../../testing/consents-contract.js';
import { MongoConsentBook } from './mongo-consent.book.js';
import { MongoConsentStore } from './mongo-consent.store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-consents', {
    service: 'notifications',
    stores: [MongoConsentStore, MongoConsentBook],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeConsentsContract('MongoDB', async () => ({
  transactions: stores.transactions,
  store: stores.get(MongoConsentStore),
  book: stores.get(MongoConsentBook),
}));
