import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeCountingContract } from '../../testing/counting-contract.js';
import { MongoAnswerRates } from './mongo-answer-rates.js';
import { MongoClientRecords, MongoCounterCells, MongoTallyStore } from './mongo-counters.js';
import { MongoShownPeriods } from './mongo-shown-periods.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('oc-counters', {
    service: 'outcomes',
    stores: [MongoTallyStore, MongoClientRecords, MongoCounterCells, MongoAnswerRates, MongoShownPeriods],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeCountingContract('MongoDB', async () => ({
  transactions: stores.transactions,
  tallies: stores.get(MongoTallyStore),
  records: stores.get(MongoClientRecords),
  cells: stores.get(MongoCounterCells),
  rates: stores.get(MongoAnswerRates),
  shown: stores.get(MongoShownPeriods),
}));
