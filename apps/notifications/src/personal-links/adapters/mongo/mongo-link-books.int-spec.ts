import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeLinkBooksContract } from '../../testing/link-books-contract.js';
import { MongoLinkBooks } from './mongo-link-books.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-link-books', { service: 'notifications', stores: [MongoLinkBooks] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeLinkBooksContract('MongoDB', async () => stores.get(MongoLinkBooks));
