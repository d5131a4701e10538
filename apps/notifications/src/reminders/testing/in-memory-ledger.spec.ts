import { InMemoryTransactions } from '@aftercare/messaging';
import { InMemoryPlanStore } from './in-memory-plan-store.js';
import { InMemoryRows } from './in-memory-rows.js';
import { InMemorySendLedger, InMemoryWaitingLedger } from './in-memory-send-ledger.js';
import { InMemorySendProjections } from './in-memory-send-projections.js';
import { describeLedgerContract } from './ledger-contract.js';

describeLedgerContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  const rows = new InMemoryRows(transactions);
  return {
    transactions,
    ledger: new InMemorySendLedger(rows),
    waiting: new InMemoryWaitingLedger(rows),
    plans: new InMemoryPlanStore(rows),
    projections: new InMemorySendProjections(rows),
  };
});
