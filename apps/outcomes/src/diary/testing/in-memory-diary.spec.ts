import { InMemoryTransactions } from '@aftercare/messaging';
import { describeDiaryStoreContract } from './diary-store-contract.js';
import { InMemoryDiaryStore } from './in-memory-diary.js';

describeDiaryStoreContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, diaries: new InMemoryDiaryStore(transactions) };
});
