import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeRuleBookContract } from '../../testing/rule-book-contract.js';
import { MongoRuleBook } from './mongo-rule.book.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-rule-book', { service: 'notifications', stores: [MongoRuleBook] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeRuleBookContract('MongoDB', async () => ({
  transactions: stores.transactions,
  book: stores.get(MongoRuleBook),
}));
