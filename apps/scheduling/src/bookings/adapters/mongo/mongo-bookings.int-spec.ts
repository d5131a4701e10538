import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeBookingStoreContract } from '../../testing/booking-store-contract.js';
import { describeSessionStoreContract } from '../../testing/session-store-contract.js';
import { MongoBookingStore } from './mongo-booking-store.js';
import { MongoSessionStore } from './mongo-session-store.js';
import { MongoUnrecordedVisits } from './mongo-unrecorded-visits.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('sc-bookings', {
    service: 'scheduling',
    stores: [MongoBookingStore, MongoSessionStore, MongoUnrecordedVisits],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const given = async () => ({
  transactions: stores.transactions,
  bookings: stores.get(MongoBookingStore),
  sessions: stores.get(MongoSessionStore),
  unrecorded: stores.get(MongoUnrecordedVisits),
});

describeBookingStoreContract('MongoDB', given);
describeSessionStoreContract('MongoDB', given);
