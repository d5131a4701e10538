import { describeKept } from '@aftercare/testing/stores';
import { runOnce } from '@aftercare/messaging';
import type { Transactions } from '@aftercare/messaging';
import type { Flag, FlagQuery, FlagStore } from '../application/ports.js';

export interface FlagStoreUnderTest {
  readonly flags: FlagStore;
  readonly transactions: Transactions;
}

const noon = new Date('2027-05-12T12:00:00Z');
const aFlag = (over: Partial<Flag> = {}): Flag => ({
  id: 'flag-1',
  clinicId: 'elm',
  clientRef: 'client-1',
  surveyId: 'survey-1',
  sessionId: 'session-1',
  level: 'U',
  state: 'open',
  raisedAt: noon,
  sealed: 'sealed',
  cleared: undefined,
  ...over,
});
const cleared = { state: 'cleared', cleared: { at: noon, by: 'account-ana', reason: 'called' } } as const;
const hour = (hours: number): Date => new Date(noon.getTime() + hours * 3_600_000);

const keeping =
  (given: () => FlagStoreUnderTest) =>
  (...flags: readonly Flag[]): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => {
      for (const flag of flags) given().flags.save(flag, undefined, writes);
    });

const describeOpen = (given: () => FlagStoreUnderTest): void => {
  const keep = keeping(given);

  it('gives a cleared flag and one without a session back as they are', async () => {
    const flag = aFlag({ sessionId: undefined, ...cleared });
    await keep(flag);
    expect((await given().flags.load({ clinicId: 'elm', id: 'flag-1' }))?.state).toEqual(flag);
  });

  it('knows the open flags of these clients at their own clinics only', async () => {
    await keep(
      aFlag(),
      aFlag({ id: 'flag-2', ...cleared }),
      aFlag({ id: 'flag-3', clientRef: 'client-2' }),
      aFlag({ id: 'flag-4', clinicId: 'oak', clientRef: 'client-3' }),
      aFlag({ id: 'flag-5', clinicId: 'oak', clientRef: 'client-1' }),
    );
    const clients = [
      { clinicId: 'elm', id: 'client-1' },
      { clinicId: 'oak', id: 'client-3' },
      { clinicId: 'elm', id: 'client-4' },
    ];
    const open = await given().flags.openOf(clients);
    expect(open.map(({ id }) => id).sort()).toEqual(['flag-1', 'flag-4']);
    expect(await given().flags.openOf([])).toEqual([]);
  });
};

const describeLists = (given: () => FlagStoreUnderTest): void => {
  const keep = keeping(given);
  const list = async (query: FlagQuery): Promise<readonly string[]> =>
    (await given().flags.list('elm', query)).map(({ id }) => id);

  it('lists the newest first, those of one instant by id, and none of another clinic', async () => {
    await keep(
      aFlag({ id: 'b' }),
      aFlag({ id: 'newest', raisedAt: hour(1) }),
      aFlag({ id: 'a' }),
      aFlag({ id: 'oldest', raisedAt: hour(-1) }),
      aFlag({ id: 'foreign', clinicId: 'oak' }),
    );
    expect(await list({ limit: 10 })).toEqual(['newest', 'a', 'b', 'oldest']);
  });

  it('gives one more than a page holds, and goes on after a flag', async () => {
    await keep(aFlag({ id: 'b' }), aFlag({ id: 'a' }), aFlag({ id: 'c' }), aFlag({ id: 'd', raisedAt: hour(-1) }));
    expect(await list({ limit: 1 })).toEqual(['a', 'b']);
    expect(await list({ limit: 1, after: `${noon.toISOString()}/a` })).toEqual(['b', 'c']);
    expect(await list({ limit: 2, after: `${noon.toISOString()}/b` })).toEqual(['c', 'd']);
    expect(await list({ limit: 2, after: `${hour(-1).toISOString()}/d` })).toEqual([]);
  });

  it('lists open or cleared ones when asked to', async () => {
    await keep(aFlag({ id: 'open' }), aFlag({ id: 'done', ...cleared }));
    expect(await list({ limit: 5, state: 'open' })).toEqual(['open']);
    expect(await list({ limit: 5, state: 'cleared' })).toEqual(['done']);
  });
};

/** What safety relies on. `make` gives a store without flags. */
export const describeFlagStoreContract = (name: string, make: () => Promise<FlagStoreUnderTest>): void => {
  describe(`the contract of flags: ${name}`, () => {
    let tested: FlagStoreUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    const given = (): FlagStoreUnderTest => tested;
    describeKept<Flag>(() => ({
      transactions: given().transactions,
      state: ({ clinicId, id }, mark) => aFlag({ clinicId, id, sealed: `sealed ${mark}` }),
      load: (key, within) => given().flags.load(key, within),
      save: (flag, expected, writes) => given().flags.save(flag, expected, writes),
    }));
    describeOpen(given);
    describeLists(given);
  });
};
