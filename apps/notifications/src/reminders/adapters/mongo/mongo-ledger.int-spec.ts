import { TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeAllowanceBook } from '../../testing/allowance-book-contract.js';
import { describeLedgerContract } from '../../testing/ledger-contract.js';
import { describeOutageLog } from '../../testing/outage-log-contract.js';
import { MongoAllowanceBook } from './mongo-allowance.book.js';
import { MongoOutageLog } from './mongo-outage.log.js';
import { MongoPlanStore } from './mongo-plan.store.js';
import { MongoSendLedger } from './mongo-send.ledger.js';
import { MongoSendProjections } from './mongo-send.projections.js';
import { MongoWaitingLedger } from './mongo-waiting.ledger.js';
import { NextTimes } from './next-times.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-ledger', {
    service: 'notifications',
    stores: [NextTimes, MongoSendLedger, MongoWaitingLedger, MongoPlanStore, MongoSendProjections, MongoOutageLog],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeLedgerContract('MongoDB', async () => ({
  transactions: stores.transactions,
  ledger: stores.get(MongoSendLedger),
  waiting: stores.get(MongoWaitingLedger),
  plans: stores.get(MongoPlanStore),
  projections: stores.get(MongoSendProjections),
}));

describe('the book of allowances in MongoDB', () => {
  beforeEach(() => stores.get(TenantCollections).system('leases').deleteMany({}));
  describeAllowanceBook(() => new MongoAllowanceBook(stores.get(TenantCollections)));
});

describe('the log of outages in MongoDB', () => {
  describeOutageLog(() => stores.get(MongoOutageLog));
});
