import { sha256 } from '@aftercare/kernel';
import { LinkTokens, TenantCollections } from '@aftercare/platform';
import type { ClientCipher } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { describeAddressSearchContract } from '../../testing/address-search-contract.js';
import { MongoAddressSearch } from './mongo-address-search.js';
import { MongoContactStore } from './mongo-contact.store.js';

// The real cipher is made by the platform; the search only needs indexes that agree.
const cipher = {
  sealAll: async (fields: readonly { readonly plain: string }[]) => fields.map(({ plain }) => plain),
  blindIndex: (clinicId: string, kind: string, text: string) => sha256(`${clinicId}/${kind}/${text}`),
} as unknown as ClientCipher;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('address-search');
});
afterAll(() => database.drop());

describeAddressSearchContract('MongoDB', async (contacts) => {
  const collections = new TenantCollections(database.connection);
  const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://l.example');
  await new MongoContactStore(collections, cipher, links).keep(contacts);
  const search = new MongoAddressSearch(collections, cipher);
  await search.onModuleInit();
  return search;
});
