import { InMemoryTransactions } from '@aftercare/messaging';
import { describeCarePlansContract, describeFollowUpsContract } from './follow-ups-contract.js';
import { InMemoryCarePlans, InMemoryFollowUps } from './in-memory-follow-ups.js';

describeFollowUpsContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, followUps: new InMemoryFollowUps(transactions) };
});

describeCarePlansContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, carePlans: new InMemoryCarePlans(transactions) };
});
