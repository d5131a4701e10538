import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeStaffNoticesContract } from '../../testing/staff-notices-contract.js';
import { MongoStaffNotices } from './mongo-staff-notices.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-notices', { service: 'notifications', stores: [MongoStaffNotices] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeStaffNoticesContract('MongoDB', async () => ({
  transactions: stores.transactions,
  notices: stores.get(MongoStaffNotices),
}));
