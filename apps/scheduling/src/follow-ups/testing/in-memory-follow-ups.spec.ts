import { InMemoryTransactions } from '@aftercare/messaging';
import { describeFollowUpsContract } from './follow-ups-contract.js';
import { InMemoryFollowUps } from './in-memory-follow-ups.js';

describeFollowUpsContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, followUps: new InMemoryFollowUps(transactions) };
});
