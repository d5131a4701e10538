import { InMemoryTransactions } from '@aftercare/messaging';
import { InMemoryLicenceStore } from './in-memory-licences.js';
import { describeLicenceStoreContract } from './licence-store-contract.js';

describeLicenceStoreContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, licences: new InMemoryLicenceStore(transactions) };
});
