import { describeKept } from '@aftercare/testing/stores';
import { runOnce, type Transactions } from '@aftercare/messaging';
import type { Flag, FlagPlace, FlagQuery, FlagStore } from '../application/ports.js';
import { aFlag, cleared, hour, noon } from './a-flag.js';
import { describeFlagWords } from './flag-words-contract.js';

export interface FlagStoreUnderTest {
  readonly flags: FlagStore;
  readonly transactions: Transactions;
}

const placeOf = ({ level, raisedAt, id }: Flag): FlagPlace => ({ level, raisedAt, id });

const keeping =
  (given: () => FlagStoreUnderTest) =>
  (...flags: readonly Flag[]): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => {
      for (const flag of flags) await given().flags.save(flag, undefined, writes);
    });

const describeOpen = (given: () => FlagStoreUnderTest): void => {
  const keep = keeping(given);

  it('gives a cleared flag and one without a session back as they are', async () => {
    const flag = aFlag({ sessionId: undefined, ...cleared });
    await keep(flag);
    expect((await given().flags.load({ clinicId: 'elm', id: 'flag-1' }))?.state).toEqual(flag);
  });

  it('gives back who has it, whom it waits for, the calls and the doctor', async () => {
    const calls = [
      { id: 'call-1', by: 'account-ana', at: hour(1), outcome: 'no-answer' },
      { id: 'call-2', by: 'account-ben', at: hour(2), outcome: 'reached-see-doctor' },
    ] as const;
    const handed = { kind: 'handed-over', by: 'account-ana', at: hour(3) } as const;
    const flags = [
      aFlag({ id: 'a', zone: undefined, assignment: { kind: 'taken', by: 'account-ana', at: hour(1) }, calls }),
      aFlag({ id: 'b', assignment: { ...handed, to: 'account-ben', note: 'off today' } }),
      aFlag({ id: 'c', assignment: { ...handed, to: undefined, note: undefined } }),
      aFlag({ id: 'd', seenByDoctor: { by: 'account-ben', at: hour(2) } }),
    ];
    await keep(...flags);
    for (const flag of flags) expect((await given().flags.load(flag))?.state).toEqual(flag);
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
    expect(await list({ limit: 1, after: placeOf(aFlag({ id: 'a' })) })).toEqual(['b', 'c']);
    expect(await list({ limit: 2, after: placeOf(aFlag({ id: 'b' })) })).toEqual(['c', 'd']);
    expect(await list({ limit: 2, after: placeOf(aFlag({ id: 'd', raisedAt: hour(-1) })) })).toEqual([]);
  });

  it('lists open or cleared ones when asked to', async () => {
    await keep(aFlag({ id: 'open' }), aFlag({ id: 'done', ...cleared }));
    expect(await list({ limit: 5, state: 'open' })).toEqual(['open']);
    expect(await list({ limit: 5, state: 'cleared' })).toEqual(['done']);
  });
};

const describeNeed = (given: () => FlagStoreUnderTest): void => {
  const keep = keeping(given);
  const list = (query: Omit<FlagQuery, 'state'>): Promise<readonly Flag[]> =>
    given().flags.list('elm', { ...query, state: 'open' });
  const ids = async (query: Omit<FlagQuery, 'state'>) => (await list(query)).map(({ id }) => id);
  const inOrder = ['e-old', 'e-a', 'e-b', 'u-old', 'u-new', 'r'];
  beforeEach(() =>
    keep(
      aFlag({ id: 'r', level: 'R', raisedAt: hour(-9) }),
      aFlag({ id: 'u-new', raisedAt: hour(1) }),
      aFlag({ id: 'e-b', level: 'E' }),
      aFlag({ id: 'done', level: 'E', ...cleared }),
      aFlag({ id: 'u-old', raisedAt: hour(-1) }),
      aFlag({ id: 'e-a', level: 'E' }),
      aFlag({ id: 'foreign', level: 'E', clinicId: 'oak' }),
      aFlag({ id: 'e-old', level: 'E', raisedAt: hour(-1) }),
    ),
  );

  it('lists open ones by level, and of a level the oldest first', async () => {
    expect(await ids({ limit: 10 })).toEqual(inOrder);
  });

  it.each([1, 2, 3, 5])('shows each open one once, over pages of %i', async (limit) => {
    const seen: string[] = [];
    let after: FlagPlace | undefined;
    do {
      const found = await list({ limit, after });
      expect(found.length).toBeLessThanOrEqual(limit + 1);
      const page = found.slice(0, limit);
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      after = found.length > limit && last !== undefined ? placeOf(last) : undefined;
    } while (after !== undefined);
    expect(seen).toEqual(inOrder);
  });
};

const describeWatched = (given: () => FlagStoreUnderTest): void => {
  const keep = keeping(given);
  const until = (hours: number, toldAt?: Date): Pick<Flag, 'patience'> => ({
    patience: { kind: 'until', dueBy: hour(hours), toldAt },
  });
  const unreckoned = { patience: { kind: 'unreckoned' } } as const;

  it('gives back until when somebody has to look, and whether that was told', async () => {
    const flags = [
      aFlag({ id: 'a', ...unreckoned }),
      aFlag({ id: 'b', ...until(4) }),
      aFlag({ id: 'c', ...until(4, noon) }),
    ];
    await keep(...flags);
    for (const flag of flags) expect((await given().flags.load(flag))?.state).toEqual(flag);
  });

  it('knows what has to be looked at by now, of any clinic, the first one first, and when that is', async () => {
    await keep(
      aFlag({ id: 'later', ...until(4) }),
      aFlag({ id: 'new', ...unreckoned, clinicId: 'oak' }),
      aFlag({ id: 'first', ...until(-1) }),
      aFlag({ id: 'told', ...until(-2, noon) }),
      aFlag({ id: 'endless', raisedAt: hour(-3) }),
      aFlag({ id: 'done', ...until(-3), ...cleared }),
      aFlag({ id: 'taken', ...until(-3), assignment: { kind: 'taken', by: 'account-ana', at: noon } }),
    );
    const { flags } = given();
    expect((await flags.toLookAt(noon, 10)).map(({ clinicId, id }) => `${clinicId}/${id}`)).toEqual([
      'elm/first',
      'oak/new',
    ]);
    const [first, ...none] = await flags.toLookAt(noon, 1);
    expect([first, none]).toEqual([{ clinicId: 'elm', id: 'first', lookAt: hour(-1) }, []]);
    expect((await flags.toLookAt(noon, 10, first)).map(({ id }) => id)).toEqual(['new']);
    expect(await flags.nextLook()).toEqual(hour(-1));
  });

  it('forgets a flag that somebody saw meanwhile, and counts its writes', async () => {
    const { flags, transactions } = given();
    await keep(aFlag(unreckoned));
    const before = flags.saves;
    const taken = { kind: 'taken', by: 'account-ana', at: noon } as const;
    await runOnce(transactions, async ({ writes }) => {
      await flags.save(aFlag({ ...unreckoned, assignment: taken }), 1, writes);
    });
    expect([flags.saves > before, await flags.nextLook(), await flags.toLookAt(hour(9), 5)]).toEqual([
      true,
      undefined,
      [],
    ]);
  });
};

const describeWalk = (given: () => FlagStoreUnderTest): void => {
  const keep = keeping(given);
  const unreckoned = { patience: { kind: 'unreckoned' } } as const;

  it('goes on behind a flag of the same moment', async () => {
    await keep(...['b', 'c', 'a'].map((id) => aFlag({ ...unreckoned, id })));
    const { flags } = given();
    const [first] = await flags.toLookAt(noon, 1);
    const rest = await flags.toLookAt(noon, 5, first);
    expect([first?.id, ...rest.map(({ id }) => id)]).toEqual(['a', 'b', 'c']);
    expect(await flags.toLookAt(noon, 5, rest.at(-1))).toEqual([]);
  });
};

const describeMine = (given: () => FlagStoreUnderTest): void => {
  const keep = keeping(given);

  it('lists what an account has and what waits for it, with pages, in either order', async () => {
    const taken = { kind: 'taken', at: noon } as const;
    const handed = { kind: 'handed-over', at: noon, note: undefined } as const;
    await keep(
      aFlag({ id: 'mine', assignment: { ...taken, by: 'ana' } }),
      aFlag({ id: 'mine-too', raisedAt: hour(1), assignment: { ...taken, by: 'ana' } }),
      aFlag({ id: 'mine-grave', level: 'E', raisedAt: hour(2), assignment: { ...handed, by: 'ben', to: 'ana' } }),
      aFlag({ id: 'mine-once', assignment: { ...taken, by: 'ana' }, ...cleared }),
      aFlag({ id: 'handed', assignment: { ...handed, by: 'ana', to: 'ben' } }),
      aFlag({ id: 'for-anybody', assignment: { ...handed, by: 'ana', to: undefined } }),
      aFlag({ id: 'theirs', assignment: { ...taken, by: 'ben' } }),
      aFlag({ id: 'free' }),
    );
    const list = async (query: Omit<FlagQuery, 'with'>) =>
      (await given().flags.list('elm', { ...query, with: 'ana' })).map(({ id }) => id);
    expect(await list({ state: 'open', limit: 5 })).toEqual(['mine-grave', 'mine', 'mine-too']);
    const after = placeOf(aFlag({ id: 'mine' }));
    expect(await list({ state: 'open', limit: 5, after })).toEqual(['mine-too']);
    expect(await list({ state: 'cleared', limit: 5 })).toEqual(['mine-once']);
    expect(await list({ limit: 5, after })).toEqual(['mine-once']);
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
    describe('open flags', () => describeNeed(given));
    describeMine(given);
    describe('words of staff', () => describeFlagWords(given));
    describe('watched', () => describeWatched(given));
    describe('watched one after the other', () => describeWalk(given));
  });
};
