import { InMemoryTransactions } from '@aftercare/messaging';
import { describeBookingStoreContract } from './booking-store-contract.js';
import { InMemoryBookingStore, InMemorySessionStore, InMemoryUnrecordedVisits } from './in-memory-bookings.js';
import { describeSessionStoreContract } from './session-store-contract.js';

const stores = async () => {
  const transactions = new InMemoryTransactions();
  return {
    transactions,
    bookings: new InMemoryBookingStore(transactions),
    sessions: new InMemorySessionStore(transactions),
    unrecorded: new InMemoryUnrecordedVisits(transactions),
  };
};

describeBookingStoreContract('in memory', stores);
describeSessionStoreContract('in memory', stores);
