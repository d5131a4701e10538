import type { ClinicKey } from '@aftercare/kernel';
import { runOnce } from '@aftercare/messaging';
import type { Loaded, Transaction, Transactions } from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import type { KeptUnderTest } from '@aftercare/testing/stores';
import type { BookingStore, UnrecordedVisits } from '../application/ports.js';
import { cancel, close } from '../domain/booking.js';
import type { Booking, BookingTerms, ImportedFrom } from '../domain/booking.js';
import type { ClientBook } from '../domain/client-book.js';
import { daysOf, hold } from '../domain/day-book.js';
import type { DayBook } from '../domain/day-book.js';
import { aBooking } from './a-booking.js';

export interface BookingStoreUnderTest {
  readonly bookings: BookingStore;
  readonly unrecorded: UnrecordedVisits;
  readonly transactions: Transactions;
}
type Given = () => BookingStoreUnderTest;

const hour = (of: number): Date => new Date(Date.UTC(2027, 2, 8, of));
const at = (clinicId: string, id: string, change: Partial<BookingTerms> = {}) => aBooking({ clinicId, id, ...change });
const imported = (uid: string, source = 'calendar'): ImportedFrom => ({
  source,
  uid,
  series: uid,
  sequence: 0,
  fingerprint: 'f',
});

const reading =
  (given: Given) =>
  <T>(read: (store: BookingStore, within: Transaction) => Promise<T>, within?: Transaction): Promise<T> =>
    within === undefined
      ? given().transactions.run((work) => read(given().bookings, work.within))
      : read(given().bookings, within);

const saving =
  (given: Given) =>
  (booking: Booking, expected?: number): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => given().bookings.saveBooking(booking, expected, writes));

const keptBookings = (given: Given): KeptUnderTest<Booking> => ({
  transactions: given().transactions,
  state: ({ clinicId, id }, mark) => ({ ...at(clinicId, id), sequence: mark }),
  load: (key, within) => reading(given)((store, inside) => store.booking(key, inside), within),
  save: (booking, expected, writes) => given().bookings.saveBooking(booking, expected, writes),
});

const dayOf = ({ clinicId, id }: ClinicKey, mark = 0): DayBook => ({
  id,
  clinicId,
  kind: 'room',
  resource: 'room-1',
  date: '2027-03-08',
  holds: [{ bookingId: `b${mark}`, startsAt: hour(9), endsAt: hour(10) }],
});

const keptDays = (given: Given): KeptUnderTest<DayBook> => ({
  transactions: given().transactions,
  state: dayOf,
  load: async (key, within) => (await reading(given)((store, inside) => store.days([dayOf(key)], inside), within))[0],
  save: (day, expected, writes) => given().bookings.saveDay(day, expected, writes),
});

const keptClientBooks = (given: Given): KeptUnderTest<ClientBook> => ({
  transactions: given().transactions,
  state: ({ clinicId, id }, mark) => ({ clinicId, clientRef: id, bookings: mark }),
  load: async (key, within) => (await reading(given)((store, inside) => store.clientBooks([key], inside), within))[0],
  save: (book, expected, writes) => given().bookings.saveClientBook(book, expected, writes),
});

const describeStates = (given: Given): void => {
  const save = saving(given);
  const stored = async (id: string) =>
    (await reading(given)((store, within) => store.booking({ clinicId: 'elm', id }, within)))?.state;

  it('gives a booking back to the letter, whatever became of it', async () => {
    const held = at('elm', 'held', {
      room: 'r',
      imported: imported('u1'),
      overlapReason: 'both agreed',
      areas: ['neck'],
    });
    const off = cancel(at('elm', 'off'), { origin: 'client', reason: 'ill' }, hour(1));
    const over = close(at('elm', 'over', { history: true }), 'missed', hour(12));
    for (const booking of [held, off, over]) await save(booking);
    expect([await stored('held'), await stored('off'), await stored('over')]).toEqual([held, off, over]);
  });

  it('counts what was saved, for whoever reads due times again only after a save', async () => {
    const before = given().bookings.saves;
    await save(at('elm', 'one'));
    await save(at('elm', 'two'));
    expect(given().bookings.saves).toBe(before + 2);
  });
};

const describeGuards = (given: Given): void => {
  const read = reading(given);

  it('finds the guards of several days and clients, each at its own clinic, and leaves out who has none', async () => {
    const keys = [
      { clinicId: 'elm', id: 'a' },
      { clinicId: 'oak', id: 'b' },
    ];
    await given().transactions.run(async ({ writes }) => {
      for (const key of keys) {
        given().bookings.saveDay(dayOf(key), undefined, writes);
        given().bookings.saveClientBook({ clinicId: key.clinicId, clientRef: key.id, bookings: 1 }, undefined, writes);
      }
    });
    const asked = [...keys, { clinicId: 'elm', id: 'b' }, { clinicId: 'elm', id: 'c' }];
    const days = await read((store, within) =>
      store.days(
        asked.map((key) => dayOf(key)),
        within,
      ),
    );
    const books = await read((store, within) => store.clientBooks(asked, within));
    expect(days.map(({ state }) => state.id).sort()).toEqual(['a', 'b']);
    expect(books.map(({ state }) => state.clientRef).sort()).toEqual(['a', 'b']);
    expect(await read((store, within) => store.days([], within))).toEqual([]);
    expect(await read((store, within) => store.clientBooks([], within))).toEqual([]);
  });

  it('lets two who take the same hour meet at the day: the second sees what the first holds', async () => {
    const [day] = daysOf(aBooking());
    if (day === undefined) throw new Error('a visit touches a day');
    const take = (bookingId: string): Promise<readonly string[]> =>
      given().transactions.run(async ({ within, writes }) => {
        const found: Loaded<DayBook> | undefined = (await given().bookings.days([day], within))[0];
        const before = found?.state ?? { ...day, holds: [] };
        const after = hold(before, { bookingId, startsAt: hour(10), endsAt: hour(11) });
        given().bookings.saveDay(after, found?.version, writes);
        return before.holds.map((held) => held.bookingId);
      });
    const seen = await Promise.all(['one', 'two'].map(take));
    expect(seen.flat()).toHaveLength(1);
  });
};

const describeImported = (given: Given): void => {
  const save = saving(given);
  const idsOf = (found: readonly Loaded<Booking>[]): readonly string[] => found.map(({ state }) => state.id).sort();

  it('finds what came from a source at a clinic, whatever became of it, with its version', async () => {
    const off = cancel(at('elm', 'off', { imported: imported('u2') }), { origin: 'desk', reason: null }, hour(1));
    await save(at('elm', 'on', { imported: imported('u1') }));
    await save(off);
    await save(at('elm', 'other source', { imported: imported('u1', 'file') }));
    await save(at('elm', 'by hand'));
    await save(at('oak', 'elsewhere', { imported: imported('u1') }));
    await save(at('elm', 'on', { imported: imported('u1') }), 1);
    const found = await given().bookings.importedOnes('elm', 'calendar');
    expect(idsOf(found)).toEqual(['off', 'on']);
    expect(found.find(({ state }) => state.id === 'on')?.version).toBe(2);
    expect(found.find(({ state }) => state.id === 'off')?.state).toEqual(off);
  });

  it('is read as it was when the transaction began', async () => {
    await given().transactions.run(async ({ within }) => {
      const ids = async () => idsOf(await given().bookings.importedOnes('elm', 'calendar', within));
      expect(await ids()).toEqual([]);
      await save(at('elm', 'on', { imported: imported('u1') }));
      expect(await ids()).toEqual([]);
    });
  });

  it('makes one booking of one entry, also when two imports run at once', async () => {
    await save(at('elm', 'first', { imported: imported('u1') }));
    await expect(save(at('elm', 'second', { imported: imported('u1') }))).rejects.toThrow('another writer was first');
    expect(idsOf(await given().bookings.importedOnes('elm', 'calendar'))).toEqual(['first']);
  });
};

const describeUnrecorded = (given: Given): void => {
  const save = saving(given);
  const idsAt = async (now: Date, limit = 10) => (await given().unrecorded.due(now, limit)).map(({ id }) => id);

  it('tells which visits nobody recorded 3 h after their end, at all clinics, the oldest first', async () => {
    await save(at('elm', 'late', { startsAt: hour(12), endsAt: hour(13) }));
    await save(at('oak', 'early', { endsAt: hour(11) }));
    await save(at('elm', 'middle', { startsAt: hour(11), endsAt: hour(12) }));
    expect(await given().unrecorded.nextAt()).toEqual(hour(14));
    expect(await idsAt(new Date(hour(14).getTime() - 1))).toEqual([]);
    expect(await idsAt(hour(14))).toEqual(['early']);
    expect(await idsAt(hour(16))).toEqual(['early', 'middle', 'late']);
    expect(await idsAt(hour(16), 2)).toEqual(['early', 'middle']);
    expect(await given().unrecorded.due(hour(14), 1)).toEqual([{ clinicId: 'oak', id: 'early' }]);
  });

  it('leaves out what is cancelled, recorded or only history', async () => {
    await save(at('elm', 'one'));
    await save(cancel(at('elm', 'one'), { origin: 'desk', reason: null }, hour(1)), 1);
    await save(close(at('elm', 'two'), 'completed', hour(11)));
    await save(at('elm', 'three', { history: true }));
    expect(await idsAt(hour(23))).toEqual([]);
    expect(await given().unrecorded.nextAt()).toBeUndefined();
  });
};

/** What booking, moving, cancelling and importing rely on. `make` gives empty stores. */
export const describeBookingStoreContract = (name: string, make: () => Promise<BookingStoreUnderTest>): void => {
  describe(`the contract of bookings: ${name}`, () => {
    let tested: BookingStoreUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    const given: Given = () => tested;
    describe('a booking', () => describeKept(() => keptBookings(given)));
    describe('the book of a day', () => describeKept(() => keptDays(given)));
    describe('the book of a client', () => describeKept(() => keptClientBooks(given)));
    describe('bookings', () => describeStates(given));
    describe('guards', () => describeGuards(given));
    describe('imported bookings', () => describeImported(given));
    describe('unrecorded visits', () => describeUnrecorded(given));
  });
};
