import { StoresOnMongo } from '../../../../test/testing/stores-on-mongo.js';
import { describeFollowUpsContract } from '../../testing/follow-ups-contract.js';
import { MongoFollowUps } from './mongo-follow-ups.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('sc-follow-ups', [MongoFollowUps]);
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeFollowUpsContract('MongoDB', async () => ({
  transactions: stores.transactions,
  followUps: stores.get(MongoFollowUps),
}));
