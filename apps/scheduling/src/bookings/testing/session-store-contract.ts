import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, runOnce } from '@aftercare/messaging';
import type { Transactions } from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import type { KeptUnderTest } from '@aftercare/testing/stores';
import type { BookingStore, Care, SessionStore } from '../application/ports.js';
import { cancel, close } from '../domain/booking.js';
import type { Booking, BookingTerms, Outcome } from '../domain/booking.js';
import { recordSession } from '../domain/session.js';
import type { Session } from '../domain/session.js';
import { aBooking } from './a-booking.js';

export interface SessionStoreUnderTest {
  readonly bookings: BookingStore;
  readonly sessions: SessionStore;
  readonly transactions: Transactions;
}
type Given = () => SessionStoreUnderTest;

const after = new Date('2027-06-01T09:00:00Z');
const mara: ClinicKey = { clinicId: 'elm', id: 'mara' };
const visit = (id: string, day: number, change: Partial<BookingTerms> = {}) =>
  aBooking({ clinicId: 'elm', clientRef: 'mara', id, startsAt: new Date(Date.UTC(2027, 2, day, 10)), ...change });
const sessionOf = (booking: Booking, record: Outcome): Session =>
  recordSession(undefined, close(booking, record, after), { record, details: {}, at: after }).session;

const keptSessions = (given: Given): KeptUnderTest<Session> => {
  const { transactions, sessions } = given();
  return {
    transactions,
    state: ({ clinicId, id }, mark) => ({
      ...sessionOf(visit(id, 8, { clinicId }), 'presumed'),
      id,
      recordedAt: new Date(mark),
    }),
    load: async (key, within) =>
      (
        await (within === undefined
          ? transactions.run((work) => sessions.sessions([key], work.within))
          : sessions.sessions([key], within))
      )[0],
    save: (session, expected, writes) => sessions.save(session, expected, writes),
  };
};

const caring = (given: Given) => ({
  careOf: (...clients: readonly ClinicKey[]): Promise<ReadonlyMap<string, Care>> =>
    given().transactions.run(({ within }) => given().sessions.careOf(clients, within)),
  keep: (session: Session): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => given().sessions.save(session, undefined, writes)),
  hold: (booking: Booking): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => given().bookings.saveBooking(booking, undefined, writes)),
});

const describeCare = (given: Given): void => {
  const { careOf, keep, hold } = caring(given);

  it('knows nothing of who never came, and asks nothing for nobody', async () => {
    expect(await careOf(mara)).toEqual(
      new Map([[nameOf(mara), { latest: undefined, tookPlaceAt: [], openBookings: [] }]]),
    );
    expect(await careOf()).toEqual(new Map());
  });

  it('gives the newest session that took place and when all of them began; a missed one is none', async () => {
    const newest = sessionOf(visit('b3', 15), 'presumed');
    const earlier = [sessionOf(visit('b1', 1), 'completed'), sessionOf(visit('b2', 8), 'completed')];
    for (const session of [newest, ...earlier, sessionOf(visit('b4', 22), 'missed')]) await keep(session);
    const tookPlaceAt = [...earlier, newest].map(({ startedAt }) => startedAt);
    expect((await careOf(mara)).get(nameOf(mara))).toMatchObject({ latest: newest, tookPlaceAt });
  });

  it('counts history, and starts nothing from it', async () => {
    const old = sessionOf(visit('old', 1, { history: true }), 'completed');
    await keep(old);
    expect((await careOf(mara)).get(nameOf(mara))).toMatchObject({ latest: undefined, tookPlaceAt: [old.startedAt] });
  });

  it('gives the places that are still held, and no other', async () => {
    const ahead = visit('b5', 29);
    await hold(ahead);
    await hold(cancel(visit('b6', 30), { origin: 'client', reason: null }, new Date('2027-03-01T09:00:00Z')));
    await hold(close(visit('b7', 2), 'completed', after));
    expect((await careOf(mara)).get(nameOf(mara))?.openBookings).toEqual([ahead]);
  });
};

const describeCareApart = (given: Given): void => {
  const { careOf, keep, hold } = caring(given);

  it('mixes neither two clients nor two clinics', async () => {
    const at = { clinicId: 'oak', id: 'jon' };
    await keep(sessionOf(visit('b1', 1), 'completed'));
    await keep(sessionOf(visit('b2', 8, { clinicId: at.clinicId, clientRef: at.id }), 'completed'));
    await hold(visit('b3', 29, { clinicId: at.clinicId, clientRef: at.id }));
    const clients = [mara, at, { ...mara, clinicId: 'oak' }, { ...at, clinicId: 'elm' }];
    const care = await careOf(...clients);
    expect(clients.map((key) => care.get(nameOf(key))?.tookPlaceAt.length)).toEqual([1, 1, 0, 0]);
    expect(clients.map((key) => care.get(nameOf(key))?.openBookings.length)).toEqual([0, 1, 0, 0]);
  });

  it('is read as it was when the transaction began', async () => {
    await given().transactions.run(async ({ within }) => {
      const count = async () => (await given().sessions.careOf([mara], within)).get(nameOf(mara))?.tookPlaceAt.length;
      expect(await count()).toBe(0);
      await keep(sessionOf(visit('b1', 1), 'completed'));
      expect(await count()).toBe(0);
    });
  });
};

/** What recording outcomes and planning next visits rely on. `make` gives empty stores. */
export const describeSessionStoreContract = (name: string, make: () => Promise<SessionStoreUnderTest>): void => {
  describe(`the contract of sessions: ${name}`, () => {
    let tested: SessionStoreUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    describe('a session', () => describeKept(() => keptSessions(() => tested)));
    describe('what a client had', () => {
      describeCare(() => tested);
      describeCareApart(() => tested);
    });
  });
};
