import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeClinicStoreContract } from '../../testing/clinic-store-contract.js';
import { MongoClinicStore } from './mongo-clinic.store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-clinics', { service: 'notifications', stores: [MongoClinicStore] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeClinicStoreContract('MongoDB', async () => stores.get(MongoClinicStore));
