import { InMemoryTransactions } from '@aftercare/messaging';
import { InMemoryClinicStore } from '../src/clinics/testing/in-memory-clinic-store.js';
import { InMemoryPlanStore } from '../src/reminders/testing/in-memory-plan-store.js';
import { InMemoryRows } from '../src/reminders/testing/in-memory-rows.js';
import { InMemorySendLedger } from '../src/reminders/testing/in-memory-send-ledger.js';
import { InMemoryWaitingPlans } from '../src/reminders/testing/in-memory-waiting-plans.js';
import { InMemoryRuleBook } from '../src/rules/testing/in-memory-rule-book.js';
import { describeTimeMachine } from './testing/time-machine-contract.js';

describeTimeMachine('in memory', async () => {
  const transactions = new InMemoryTransactions();
  const rows = new InMemoryRows(transactions);
  return {
    transactions,
    plans: new InMemoryPlanStore(rows),
    waiting: new InMemoryWaitingPlans(rows),
    ledger: new InMemorySendLedger(rows),
    clinics: new InMemoryClinicStore(transactions),
    book: new InMemoryRuleBook(transactions),
    rows: async () => new Map(rows.all().map(({ id, state, dueAt }) => [id, { state, dueAt }])),
  };
});
