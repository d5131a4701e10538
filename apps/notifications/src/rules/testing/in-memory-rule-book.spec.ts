import { InMemoryTransactions } from '@aftercare/messaging';
import { InMemoryRuleBook } from './in-memory-rule-book.js';
import { describeRuleBookContract } from './rule-book-contract.js';

describeRuleBookContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, book: new InMemoryRuleBook(transactions) };
});
