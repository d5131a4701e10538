import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeDiaryStoreContract } from '../../testing/diary-store-contract.js';
import { MongoDiaryStore } from './mongo-diary-store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('oc-diary', { service: 'outcomes', stores: [MongoDiaryStore] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeDiaryStoreContract('MongoDB', async () => ({
  transactions: stores.transactions,
  diaries: stores.get(MongoDiaryStore),
}));
