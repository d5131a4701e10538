import { FixedClock, ManualMachineTime } from '@aftercare/kernel';
import { InMemoryTransactions, runOnce } from '@aftercare/messaging';
import { aBooking } from '../testing/a-booking.js';
import { InMemoryBookingStore, InMemorySessionStore } from '../testing/in-memory-bookings.js';
import { BookingDesk } from './booking-desk.js';
import { RecordOutcome } from './record-outcome.js';
import { VisitsAhead } from './visits-ahead.js';

const now = new Date('2027-04-01T10:00:00Z');

describe('a record of what became of a visit', () => {
  it('lets whoever books next know that the visit before was missed, until it is put right', async () => {
    const clock = new FixedClock(now);
    const transactions = new InMemoryTransactions({
      service: 'scheduling',
      clock,
      machine: new ManualMachineTime(),
    });
    const bookings = new InMemoryBookingStore(transactions);
    const visit = aBooking();
    await runOnce(transactions, async ({ writes }) => bookings.saveBooking(visit, undefined, writes));
    const client = { clinicId: visit.clinicId, id: visit.clientRef };
    const isAfterMiss = (): Promise<boolean> =>
      runOnce(transactions, async ({ within }) => {
        const desk = await BookingDesk.open(bookings, { visits: [], clients: [client] }, within);
        return desk.isAfterMiss(client, now);
      });
    const sessions = new InMemorySessionStore(transactions);
    const ahead = new VisitsAhead(bookings, sessions, clock);
    const outcome = new RecordOutcome(transactions, bookings, sessions, ahead, clock);
    const key = { clinicId: visit.clinicId, id: visit.id };

    expect(await isAfterMiss()).toBe(false);
    await outcome.execute({ key, record: 'missed', details: {} });
    expect(await isAfterMiss()).toBe(true);
    await outcome.execute({ key, record: 'completed', details: {} });
    expect(await isAfterMiss()).toBe(false);
  });
});
