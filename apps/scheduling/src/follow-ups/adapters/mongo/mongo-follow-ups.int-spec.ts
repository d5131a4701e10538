import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeFollowUpsContract } from '../../testing/follow-ups-contract.js';
import { MongoFollowUps } from './mongo-follow-ups.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('sc-follow-ups', { service: 'scheduling', stores: [MongoFollowUps] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeFollowUpsContract('MongoDB', async () => ({
  transactions: stores.transactions,
  followUps: stores.get(MongoFollowUps),
}));
