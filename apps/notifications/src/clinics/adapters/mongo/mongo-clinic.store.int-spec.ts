import { StoresOnMongo } from '../../../../test/testing/stores-on-mongo.js';
import { describeClinicStoreContract } from '../../testing/clinic-store-contract.js';
import { MongoClinicStore } from './mongo-clinic.store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-clinics', [MongoClinicStore]);
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeClinicStoreContract('MongoDB', async () => stores.get(MongoClinicStore));
