import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { cancel, move } from '../domain/booking.js';
import type { Booking } from '../domain/booking.js';
import { aBooking } from '../testing/a-booking.js';
import { InMemoryBookingStore } from '../testing/in-memory-bookings.js';
import { ConfirmAttendance } from './confirm-attendance.js';

const now = new Date('2027-03-07T09:00:00Z');
const key = { clinicId: aBooking().clinicId, id: aBooking().id };

const world = async (booking: Booking, at = now) => {
  const transactions = new InMemoryTransactions();
  const store = new InMemoryBookingStore(transactions);
  await transactions.run(async ({ writes }) => {
    store.saveBooking(booking, undefined, writes);
  });
  const confirm = new ConfirmAttendance(transactions, store, new FixedClock(at));
  const stored = () => transactions.run(async ({ within }) => (await store.booking(key, within))?.state);
  return { confirm, stored, said: () => transactions.said.map(({ type, data }) => ({ type, data })) };
};

describe('"I will be there" on the page of a visit', () => {
  it('says attendance.acknowledged once, as a YES to a text does, and holds the place as before', async () => {
    const { confirm, stored, said } = await world(aBooking());
    await confirm.execute({ key, sequence: 0 });
    await confirm.execute({ key, sequence: 0 });
    expect(await stored()).toEqual({ ...aBooking(), expectedSince: now });
    const { id: bookingId, clientRef } = aBooking();
    expect(said()).toEqual([
      {
        type: 'aftercare.scheduling.attendance.acknowledged.v1',
        data: { bookingId, clientRef, sequence: 0, expected: true, at: now.toISOString() },
      },
    ]);
  });

  it('changes nothing from an old page: the time was moved since', async () => {
    const later = { startsAt: new Date('2027-03-09T10:00:00Z'), endsAt: new Date('2027-03-09T11:00:00Z') };
    const { confirm, said } = await world(move(aBooking(), { ...aBooking(), ...later }, now));
    await confirm.execute({ key, sequence: 0 });
    expect(said()).toEqual([]);
  });

  it('changes nothing about a cancelled visit, one that has begun, or one that nobody knows', async () => {
    const cancelled = await world(cancel(aBooking(), { origin: 'desk', reason: null }, now));
    await cancelled.confirm.execute({ key, sequence: 1 });
    const begun = await world(aBooking(), aBooking().startsAt);
    await begun.confirm.execute({ key, sequence: 0 });
    await begun.confirm.execute({ key: { ...key, clinicId: 'another' }, sequence: 0 });
    expect([...cancelled.said(), ...begun.said()]).toEqual([]);
  });
});
