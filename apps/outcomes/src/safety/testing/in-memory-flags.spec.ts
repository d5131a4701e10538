import { InMemoryTransactions } from '@aftercare/messaging';
import { describeFlagStoreContract } from './flag-store-contract.js';
import { InMemoryFlagStore } from './in-memory-flags.js';

describeFlagStoreContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, flags: new InMemoryFlagStore(transactions) };
});
