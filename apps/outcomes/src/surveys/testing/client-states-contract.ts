import {
  nameOf,
  runOnce,
  type Loaded,
  type Transaction,
  type Transactions,
  type UnitOfWork,
} from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import type { CadenceStore, JourneyStore } from '../application/ports.js';
import { emptyInputs, type CadenceInputs } from '../domain/cadence-inputs.js';
import { emptyJourney, type Journey } from '../domain/journey.js';

interface ClientStates<T> {
  many(
    clients: readonly { readonly clinicId: string; readonly id: string }[],
    within?: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<T>>>;
  save(state: T, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

interface ClientStatesUnderTest<T> {
  readonly states: ClientStates<T>;
  readonly transactions: Transactions;
}

const describeClientStates = <T>(
  make: () => Promise<ClientStatesUnderTest<T>>,
  stateOf: (clinicId: string, clientRef: string, mark: number) => T,
): void => {
  let tested: ClientStatesUnderTest<T>;
  beforeEach(async () => {
    tested = await make();
  });
  describeKept<T>(() => ({
    transactions: tested.transactions,
    state: ({ clinicId, id }, mark) => stateOf(clinicId, id, mark),
    load: async (key, within) => (await tested.states.many([key], within)).get(nameOf(key)),
    save: (state, expected, writes) => tested.states.save(state, expected, writes),
  }));

  it('answers for several clients by name, each at its own clinic, and leaves out whom it does not know', async () => {
    await runOnce(tested.transactions, async ({ writes }) => {
      tested.states.save(stateOf('elm', 'a', 1), undefined, writes);
      tested.states.save(stateOf('oak', 'b', 1), undefined, writes);
      tested.states.save(stateOf('oak', 'c', 1), undefined, writes);
    });
    const found = await tested.states.many([
      { clinicId: 'elm', id: 'a' },
      { clinicId: 'oak', id: 'b' },
      { clinicId: 'elm', id: 'c' },
      { clinicId: 'elm', id: 'd' },
    ]);
    expect([...found.keys()].sort()).toEqual(['elm/a', 'oak/b']);
    expect((await tested.states.many([])).size).toBe(0);
  });
};

/** What the planning of surveys relies on. `make` gives an empty store. */
export const describeJourneyStoreContract = (
  name: string,
  make: () => Promise<{ readonly states: JourneyStore; readonly transactions: Transactions }>,
): void => {
  describe(`the contract of journeys: ${name}`, () => {
    const session = (mark: number): Journey['sessions'][number] => ({
      sessionId: `session-${mark}`,
      bookingId: 'booking-1',
      version: mark,
      tookPlace: true,
      presumed: false,
      endedAt: new Date('2027-05-11T10:15:00Z'),
      technique: undefined,
      delayHours: 24,
    });
    it('names the clients of a clinic page by page, and nobody of another', async () => {
      const { states, transactions } = await make();
      await runOnce(transactions, async ({ writes }) => {
        for (const id of ['c', 'a', 'b']) states.save(emptyJourney('elm', id), undefined, writes);
        states.save(emptyJourney('oak', 'd'), undefined, writes);
      });
      expect(await states.clientsOf('elm', { after: undefined, limit: 2 })).toEqual(['a', 'b']);
      expect(await states.clientsOf('elm', { after: 'b', limit: 2 })).toEqual(['c']);
    });
    describeClientStates<Journey>(make, (clinicId, clientRef, mark) => ({
      ...emptyJourney(clinicId, clientRef),
      sessions: [session(mark)],
    }));
  });
};

/** What the answers for the cadence rely on. `make` gives an empty store. */
export const describeCadenceStoreContract = (
  name: string,
  make: () => Promise<{ readonly states: CadenceStore; readonly transactions: Transactions }>,
): void => {
  describe(`the contract of cadence inputs: ${name}`, () => {
    describeClientStates<CadenceInputs>(make, (clinicId, clientRef, mark) => ({
      ...emptyInputs(clinicId, clientRef),
      stress: mark,
      lastEffect: { sessionId: 's', at: new Date('2027-05-11T10:15:00Z'), worst: undefined, lasting: false },
    }));
  });
};
