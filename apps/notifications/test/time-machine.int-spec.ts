import { TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { MongoClinicStore } from '../src/clinics/adapters/mongo/mongo-clinic.store.js';
import { MongoPlanStore } from '../src/reminders/adapters/mongo/mongo-plan.store.js';
import { MongoSendLedger } from '../src/reminders/adapters/mongo/mongo-send.ledger.js';
import { MongoWaitingLedger } from '../src/reminders/adapters/mongo/mongo-waiting.ledger.js';
import { MongoWaitingPlans } from '../src/reminders/adapters/mongo/mongo-waiting.plans.js';
import { NextTimes } from '../src/reminders/adapters/mongo/next-times.js';
import { REMINDERS } from '../src/reminders/adapters/mongo/reminder-document.js';
import type { ReminderDocument } from '../src/reminders/adapters/mongo/reminder-document.js';
import { MongoRuleBook } from '../src/rules/adapters/mongo/mongo-rule.book.js';
import { describeTimeMachine } from './testing/time-machine-contract.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-machine', {
    service: 'notifications',
    stores: [
      ...[NextTimes, MongoSendLedger, MongoWaitingLedger, MongoPlanStore, MongoWaitingPlans],
      ...[MongoClinicStore, MongoRuleBook],
    ],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());
// The machine may be busy with other suites.
jest.setTimeout(60_000);

describeTimeMachine('MongoDB', async () => ({
  transactions: stores.transactions,
  plans: stores.get(MongoPlanStore),
  waiting: stores.get(MongoWaitingPlans),
  ledger: stores.get(MongoSendLedger),
  clinics: stores.get(MongoClinicStore),
  book: stores.get(MongoRuleBook),
  rows: async () => {
    const rows = stores.get(TenantCollections).of<ReminderDocument>(REMINDERS).find({ clinicId: 'elm' });
    return new Map((await rows.toArray()).map(({ _id, state, dueAt }) => [_id, { state, dueAt }]));
  },
}));
