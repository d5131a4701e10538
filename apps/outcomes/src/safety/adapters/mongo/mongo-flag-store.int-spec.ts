import { StoresOnMongo } from '@aftercare/testing/stores';
import { TenantCollections } from '@aftercare/platform';
import { aFlag, cleared } from '../../testing/a-flag.js';
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

describe('a document of before flags were taken', () => {
  it('is with nobody, has no calls, and stands in the lists', async () => {
    const { id, zone: _zone, assignment: _assignment, calls: _calls, seenByDoctor: _doctor, ...rest } = aFlag();
    const old = { _id: id, version: 1, ...rest, cleared: null };
    await stores.get(TenantCollections).of<typeof old>('flags').insertOne(old);
    const flags = stores.get(MongoFlagStore);
    const flag = aFlag({ zone: undefined });
    expect(await flags.load({ clinicId: 'elm', id })).toEqual({ state: flag, version: 1 });
    expect(await flags.list('elm', { state: 'open', limit: 5 })).toEqual([flag]);
    expect(await flags.list('elm', { state: 'open', with: 'ana', limit: 5 })).toEqual([]);
  });

  it('has the words of staff in clear, which the next change seals', async () => {
    const { id, ...rest } = aFlag({ ...cleared, sessionId: undefined });
    const old = { _id: id, version: 1, ...rest, sessionId: null, zone: null, seenByDoctor: null };
    const documents = stores.get(TenantCollections).of<typeof old & { readonly words?: object }>('flags');
    await documents.insertOne(old);
    const flags = stores.get(MongoFlagStore);
    const loaded = await flags.load({ clinicId: 'elm', id });
    expect(loaded?.state.cleared?.reason).toBe('called');
    if (loaded === undefined) return;
    await stores.transactions.run(({ writes }) => flags.save(loaded.state, loaded.version, writes));
    const kept = await documents.findOne({ _id: id, clinicId: 'elm' });
    expect(JSON.stringify(kept)).not.toContain('"called"');
    expect((await flags.load({ clinicId: 'elm', id }))?.state).toEqual(loaded.state);
  });
});
