import { InMemoryTransactions } from '@aftercare/messaging';
import { LinkTokens } from '@aftercare/platform';
import { describeContactsContract } from './contact-store-contract.js';
import { InMemoryContactHealth, InMemoryContactStore } from './in-memory-contact-store.js';

describeContactsContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://elm.example');
  return {
    transactions,
    links,
    store: new InMemoryContactStore(transactions, links),
    health: new InMemoryContactHealth(transactions),
  };
});
