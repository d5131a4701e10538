import { InMemoryTransactions } from '@aftercare/messaging';
import { InMemoryStaffNotices } from './in-memory-staff-notices.js';
import { describeStaffNoticesContract } from './staff-notices-contract.js';

describeStaffNoticesContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, notices: new InMemoryStaffNotices(transactions) };
});
