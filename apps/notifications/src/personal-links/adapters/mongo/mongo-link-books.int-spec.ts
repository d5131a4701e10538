import { TenantCollections } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { describeLinkBooksContract } from '../../testing/link-books-contract.js';
import { MongoLinkBooks } from './mongo-link-books.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('personal-links');
});
afterAll(() => database.drop());

describeLinkBooksContract('MongoDB', async () => {
  await database.connection.dropDatabase();
  const books = new MongoLinkBooks(new TenantCollections(database.connection));
  await books.onModuleInit();
  return books;
});
