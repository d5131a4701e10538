import { LinkTokens } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { aContact } from '../../testing/a-contact.js';
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

it('stores neither a name nor a number nor an address in clear', async () => {
  // Long enough that no sealed value has it by chance.
  const told = { firstName: 'Adalbertine', phone: '+447700900100', email: 'ada@post.example' };
  await stores.get(MongoContactStore).keep([aContact(told)]);
  const stored = await stores.raw('contacts').find({}).toArray();
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toMatch(/Adalbertine|7700900100|post\.example/);
});
