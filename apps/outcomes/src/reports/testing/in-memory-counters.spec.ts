import { InMemoryTransactions } from '@aftercare/messaging';
import { describeCountingContract } from './counting-contract.js';
import { InMemoryAnswerRates } from './in-memory-answer-rates.js';
import { InMemoryClientRecords, InMemoryCounterCells, InMemoryTallyStore } from './in-memory-counters.js';
import { InMemoryShownPeriods } from './in-memory-shown-periods.js';

describeCountingContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return {
    transactions,
    tallies: new InMemoryTallyStore(transactions),
    records: new InMemoryClientRecords(transactions),
    cells: new InMemoryCounterCells(transactions),
    rates: new InMemoryAnswerRates(transactions),
    shown: new InMemoryShownPeriods(transactions),
  };
});
