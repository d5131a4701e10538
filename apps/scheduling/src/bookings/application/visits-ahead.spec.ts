import { bookingMarkedV1 } from '@aftercare/contracts';
import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions, runOnce } from '@aftercare/messaging';
import { aBooking } from '../testing/a-booking.js';
import { InMemoryBookingStore, InMemorySessionStore } from '../testing/in-memory-bookings.js';
import type { Booking } from '../domain/booking.js';
import { CancelBooking } from './change-booking.js';
import { RecordOutcome } from './record-outcome.js';
import { VisitsAhead } from './visits-ahead.js';

const HOUR_MS = 3_600_000;
const { clinicId, clientRef } = aBooking();
const missed = aBooking();
const now = new Date(missed.endsAt.getTime() + HOUR_MS);
const later = (id: string, days: number, changes: Partial<Booking> = {}): Booking => {
  const startsAt = new Date(missed.startsAt.getTime() + days * 24 * HOUR_MS);
  // A booked one stays a booked one.
  return { ...missed, id, startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS), ...changes } as Booking;
};

const aWorld = async (...bookings: readonly Booking[]) => {
  const clock = new FixedClock(now);
  const transactions = new InMemoryTransactions({ service: 'scheduling', clock });
  const store = new InMemoryBookingStore(transactions);
  const sessions = new InMemorySessionStore(transactions);
  await runOnce(transactions, async ({ writes }) => {
    for (const booking of bookings) store.saveBooking(booking, undefined, writes);
  });
  const visitsAhead = new VisitsAhead(store, sessions, clock);
  const outcome = new RecordOutcome(transactions, store, sessions, visitsAhead, clock);
  const cancelling = new CancelBooking(transactions, store, visitsAhead, clock);
  return {
    cancel: (id: string) => cancelling.execute({ key: { clinicId, id }, reason: null, origin: 'desk' }),
    move: (id: string, days: number) =>
      transactions.run(async (work) => {
        const loaded = await store.booking({ clinicId, id }, work.within);
        const { startsAt, endsAt } = later(id, days);
        const after = await visitsAhead.moved({ ...(loaded?.state ?? later(id, days)), startsAt, endsAt }, work);
        store.saveBooking(after, loaded?.version, work.writes);
      }),
    record: (id: string, record: 'completed' | 'missed') =>
      outcome.execute({ key: { clinicId, id }, record, details: {} }),
    marks: () =>
      transactions.said
        .filter(({ type }) => type.includes('booking.marked'))
        .map(({ data }) => bookingMarkedV1.data.parse(data))
        .map(({ bookingId, version, afterMiss }) => [bookingId, version, afterMiss]),
    flags: async () =>
      runOnce(transactions, async ({ within }) => {
        const ids = bookings.map(({ id }) => id);
        const found = await Promise.all(ids.map((id) => store.booking({ clinicId, id }, within)));
        return found.flatMap((one) => (one?.state.afterMiss === true ? [one.state.id] : []));
      }),
  };
};

describe('a visit that was booked before the one before it was missed', () => {
  it('learns of it, once, and only the next one does', async () => {
    const { record, marks, flags } = await aWorld(missed, later('third', 14), later('next', 7));
    await record(missed.id, 'missed');
    await record(missed.id, 'missed');
    expect(marks()).toEqual([['next', 2, true]]);
    expect(await flags()).toEqual(['next']);
  });

  it('learns that it was put right, whether it had heard of the miss when it was booked or after', async () => {
    const { record, marks, flags } = await aWorld(missed, later('next', 7), later('after', 14, { afterMiss: true }));
    await record(missed.id, 'missed');
    await record(missed.id, 'completed');
    expect(marks()).toEqual([
      ['next', 2, true],
      ['next', 3, false],
      ['after', 2, false],
    ]);
    expect(await flags()).toEqual([]);
  });

  it('learns nothing of a visit that took place, of one long before the last, or of somebody else', async () => {
    const strangers = later('strangers', 7, { clientRef: `${clientRef}-2` });
    const elsewhere = later('elsewhere', 7, { clinicId: `${clinicId}-2` });
    const long = later('long-before', -7);
    const { record, marks } = await aWorld(missed, long, strangers, elsewhere, later('next', 7));
    await record(missed.id, 'completed');
    await record(long.id, 'missed');
    expect(marks()).toEqual([]);
  });

  it('that is cancelled or has begun is left alone', async () => {
    const cancelled = { state: 'cancelled', cancelledAt: now, cancelledBy: 'desk', cancelReason: null } as const;
    const begun = later('begun', 0, { startsAt: now });
    const { record, marks } = await aWorld(missed, later('gone', 7, cancelled), begun, later('next', 14));
    await record(missed.id, 'missed');
    expect(marks()).toEqual([['next', 2, true]]);
  });
});

describe('a visit that knows of a miss and is given up', () => {
  it('passes it on to the next one, once, and only what is still true', async () => {
    const { record, cancel, marks, flags } = await aWorld(
      missed,
      later('next', 7),
      later('third', 14),
      later('last', 21),
    );
    await record(missed.id, 'missed');
    await cancel('next');
    await cancel('next');
    expect(marks()).toEqual([
      ['next', 2, true],
      ['third', 2, true],
    ]);
    expect(await flags()).toEqual(['next', 'third']);
    await record(missed.id, 'completed');
    await cancel('third');
    expect(marks().slice(2)).toEqual([['third', 3, false]]);
  });

  it('passes nothing on where it knew of none, where none follows, or where the next one knows already', async () => {
    const knows = later('knows', 14, { afterMiss: true });
    const { record, cancel, marks } = await aWorld(missed, later('next', 7), knows);
    await record(missed.id, 'missed');
    await cancel('next');
    await cancel('knows');
    expect(marks()).toEqual([['next', 2, true]]);
  });
});

describe('a visit that is moved after a miss', () => {
  it('behind another one has that one know of it, and what is put right is taken back from both', async () => {
    const { record, move, marks, flags } = await aWorld(missed, later('next', 7), later('third', 14));
    await record(missed.id, 'missed');
    await move('next', 21);
    expect(marks()).toEqual([
      ['next', 2, true],
      ['third', 2, true],
    ]);
    await record(missed.id, 'completed');
    expect(await flags()).toEqual([]);
  });

  it('before the one that knew of it knows of it itself, by its own move', async () => {
    const { record, move, marks, flags } = await aWorld(missed, later('next', 7), later('third', 14));
    await record(missed.id, 'missed');
    await move('third', 3);
    expect(marks()).toEqual([['next', 2, true]]);
    expect(await flags()).toEqual(['next', 'third']);
  });

  it('has the right one know of a miss that is recorded at the same moment', async () => {
    const { record, move, flags } = await aWorld(missed, later('next', 7), later('third', 14));
    // There is a document of the client from the first word on.
    await record(missed.id, 'completed');
    await Promise.all([record(missed.id, 'missed'), move('third', 3)]);
    expect(await flags()).toContain('third');
  });

  it('and is still the next one changes nothing, nor does any move where nothing was missed', async () => {
    const { record, move, marks, flags } = await aWorld(missed, later('next', 7), later('third', 14));
    await move('next', 21);
    await move('next', 7);
    expect([marks(), await flags()]).toEqual([[], []]);
    await record(missed.id, 'missed');
    await move('next', 8);
    await move('third', 15);
    expect(marks()).toEqual([['next', 4, true]]);
    expect(await flags()).toEqual(['next']);
  });
});
