import { sha256 } from '@aftercare/kernel';
import { ClientCipher, LinkTokens, TenantCollections } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { MongoContactStore } from './mongo-contact.store.js';

const told = (changes: object = {}) => ({
  clinicId: 'clinic-1',
  clientRef: 'client-1',
  version: 1,
  firstName: 'Ada',
  phone: '+447700900100',
  email: null,
  locale: 'en-GB',
  zone: 'Europe/London',
  archived: false,
  ...changes,
});

describe('kept contacts', () => {
  let database: TestDatabase;
  let store: MongoContactStore;
  const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://l.example');

  beforeAll(async () => {
    database = await testDatabase('contacts');
    // The real cipher is made by the platform; sealing that can be read back is all that this store needs.
    const cipher = {
      sealAll: async (fields: readonly { readonly plain: string }[]) => fields.map(({ plain }) => `sealed:${plain}`),
      openAll: async (fields: readonly { readonly sealed: string }[]) =>
        fields.map(({ sealed }) => sealed.slice('sealed:'.length)),
      blindIndex: (clinicId: string, kind: string, text: string) => sha256(`${clinicId}${kind}${text}`),
    } as unknown as ClientCipher;
    store = new MongoContactStore(new TenantCollections(database.connection), cipher, links);
    await store.onModuleInit();
  });
  afterAll(() => database.drop());

  it('are found by client, by number and by the choices link, in their clinic only', async () => {
    await store.keep([told(), told({ clinicId: 'clinic-2', clientRef: 'client-2' })]);
    const [found] = await store.find([{ clinicId: 'clinic-1', clientRef: 'client-1' }]);
    expect(found).toMatchObject({ firstName: 'Ada', phone: '+447700900100', email: null });
    expect(await store.find([{ clinicId: 'clinic-2', clientRef: 'client-1' }])).toEqual([]);
    expect((await store.findByPhone('clinic-1', '+447700900100')).map(({ clientRef }) => clientRef)).toEqual([
      'client-1',
    ]);
    expect(await store.findByChoicesToken(sha256(links.token('choices', 'client-2', 0)))).toMatchObject({
      clinicId: 'clinic-2',
    });
  });

  it('are replaced by newer ones only', async () => {
    await store.keep([told({ version: 3, phone: '+447700900103' })]);
    await store.keep([told({ version: 2, phone: '+447700900102' })]);
    const [found] = await store.find([{ clinicId: 'clinic-1', clientRef: 'client-1' }]);
    expect(found).toMatchObject({ version: 3, phone: '+447700900103' });
  });

  it('lie sealed in the store', async () => {
    const documents = await database.connection.collection('contacts').find().toArray();
    expect(documents.map((document) => JSON.stringify(document)).filter((text) => /"\+4477/.test(text))).toEqual([]);
  });
});
