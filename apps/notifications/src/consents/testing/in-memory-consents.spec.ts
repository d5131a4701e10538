import { InMemoryTransactions } from '@aftercare/messaging';
import { describeConsentsContract } from './consents-contract.js';
import { InMemoryConsentBook, InMemoryConsentStore } from './in-memory-consents.js';

describeConsentsContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return {
    transactions,
    store: new InMemoryConsentStore(transactions),
    book: new InMemoryConsentBook(transactions),
  };
});
