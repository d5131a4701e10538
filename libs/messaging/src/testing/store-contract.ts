import type { ClinicKey } from '@aftercare/kernel';
import type { Transaction, UnitOfWork } from '../reaction.js';
import { ConflictError, FencedError } from '../store/errors.js';
import { outboxRow, type InboxRecord, type OutboxRow } from '../store/rows.js';
import type { Fence, Store } from '../store/store.js';

export interface StoreUnderTest {
  readonly store: Store;
  /** The stored document, as a transaction sees it or as it is now. */
  read(collection: string, id: string, within?: Transaction): Promise<Readonly<Record<string, unknown>> | undefined>;
  outbox(): Promise<readonly string[]>;
}

const key = (id: string): ClinicKey => ({ clinicId: 'clinic-1', id });
const record = (id: string, outcome: InboxRecord['outcome'] = 'handled'): InboxRecord => ({
  _id: id,
  outcome,
  handledAt: new Date(0),
});
const row = (id: string): OutboxRow =>
  outboxRow({
    _id: id,
    topic: 't',
    key: id,
    order: { version: 1, index: 0 },
    envelope: Buffer.from('{}'),
    headers: {},
    createdAt: new Date(0),
  });

const putInto =
  (tested: StoreUnderTest) =>
  (id: string, document: object, expected?: number): Promise<void> =>
    tested.store.attempt(async ({ writes }) => writes.put('things', key(id), document, expected));

const describeCommits = (given: () => StoreUnderTest): void => {
  it('commits documents, inbox and outbox together, and rings once afterwards', async () => {
    const tested = given();
    let rings = 0;
    tested.store.onPublish(() => {
      rings += 1;
    });
    await tested.store.attempt(async (attempt) => {
      attempt.writes.put('things', key('a'), { colour: 'red' }, undefined);
      attempt.record([record('in-a')]);
      attempt.publish([row('out-a')]);
    });
    expect(await tested.read('things', 'a')).toMatchObject({
      _id: 'a',
      clinicId: 'clinic-1',
      version: 1,
      colour: 'red',
    });
    expect(await tested.store.seen(['in-a', 'in-b'])).toEqual(new Map([['in-a', 'handled']]));
    expect(await tested.outbox()).toEqual(['out-a']);
    expect(rings).toBe(1);
  });

  it('leaves nothing behind when the work throws', async () => {
    const tested = given();
    const work = tested.store.attempt(async (attempt) => {
      attempt.writes.put('things', key('lost'), {}, undefined);
      attempt.record([record('in-lost')]);
      throw new RangeError('no');
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(await tested.read('things', 'lost')).toBeUndefined();
    expect((await tested.store.seen(['in-lost'])).size).toBe(0);
  });

  it('reads one snapshot, and lets only one of two writers through', async () => {
    const tested = given();
    const put = putInto(tested);
    await put('s', { step: 1 });
    const slow = tested.store.attempt(async ({ within, writes }) => {
      const before = await tested.read('things', 's', within);
      await put('s', { step: 2 }, 1);
      expect(await tested.read('things', 's', within)).toEqual(before);
      writes.put('things', key('s'), { step: 3 }, 1);
    });
    await expect(slow).rejects.toThrow(ConflictError);
    expect(await tested.read('things', 's')).toMatchObject({ step: 2 });
  });
};

const describeSizes = (given: () => StoreUnderTest): void => {
  const writeMuch = async (tested: StoreUnderTest, name: string, fence?: Fence): Promise<void> => {
    const wide = { text: 'x'.repeat(1_500_000) };
    const ids = Array.from({ length: 14 }, (_, index) => `${name}-${index}`);
    await tested.store.attempt(async (attempt) => {
      for (const id of ids) attempt.writes.put('wide', key(id), wide, undefined);
      attempt.publish([row(`out-${name}`)]);
    }, fence);
    expect(await tested.read('wide', `${name}-13`)).toMatchObject(wide);
    expect(await tested.outbox()).toContain(`out-${name}`);
  };

  it('takes more bytes than one command of a store may hold', async () => {
    await writeMuch(given(), 'wide');
  });

  it('takes as many within a fence', async () => {
    const tested = given();
    await writeMuch(tested, 'fenced', await tested.store.claim('wide'));
  });

  it('refuses an inbox record that is there already within a fence too', async () => {
    const { store } = given();
    const fence = await store.claim('again');
    await store.attempt(async (attempt) => attempt.record([record('again')]), fence);
    const again = store.attempt(async (attempt) => attempt.record([record('new'), record('again')]), fence);
    await expect(again).rejects.toThrow(ConflictError);
    expect((await store.seen(['new'])).size).toBe(0);
  });
};

const describeVersions = (given: () => StoreUnderTest): void => {
  it('refuses a version that is not the stored one, and a document that exists already', async () => {
    const tested = given();
    const put = putInto(tested);
    await put('v', { step: 1 });
    await put('v', { step: 2 }, 1);
    await expect(put('v', { step: 9 }, 1)).rejects.toThrow(ConflictError);
    await expect(put('v', { step: 9 })).rejects.toThrow(ConflictError);
    expect(await tested.read('things', 'v')).toMatchObject({ step: 2, version: 2 });
  });

  it('does not touch a document of another clinic', async () => {
    const tested = given();
    const put = putInto(tested);
    await put('mine', {});
    const foreign = tested.store.attempt(async ({ writes }) =>
      writes.put('things', { clinicId: 'clinic-2', id: 'mine' }, {}, 1),
    );
    await expect(foreign).rejects.toThrow(ConflictError);
  });

  it('removes by version', async () => {
    const tested = given();
    const put = putInto(tested);
    await put('r', {});
    const remove = (version: number): Promise<void> =>
      tested.store.attempt(async ({ writes }) => writes.remove('things', key('r'), version));
    await expect(remove(7)).rejects.toThrow(ConflictError);
    await remove(1);
    expect(await tested.read('things', 'r')).toBeUndefined();
  });

  it('refuses two writes of one document in one unit of work', async () => {
    const tested = given();
    const twice = tested.store.attempt(async ({ writes }) => {
      writes.put('things', key('t'), {}, undefined);
      writes.put('things', key('t'), {}, 1);
    });
    await expect(twice).rejects.toThrow('written twice');
  });
};

const describeManyChanges = (given: () => StoreUnderTest): void => {
  it('renews many at once, or none of them where one is not as it was read or another clinic has it', async () => {
    const tested = given();
    const ids = Array.from({ length: 60 }, (_, index) => `many-${index}`);
    const write = (change: (writes: UnitOfWork, id: string, index: number) => void): Promise<void> =>
      tested.store.attempt(async ({ writes }) => ids.forEach((id, index) => change(writes, id, index)));
    await write((writes, id) => writes.renew('things', key(id), { step: 1 }, undefined));
    const oneIsOld = write((writes, id, index) => writes.renew('things', key(id), { step: 2 }, index === 40 ? 2 : 1));
    await expect(oneIsOld).rejects.toThrow(ConflictError);
    const oneIsForeign = write((writes, id, index) =>
      writes.renew('things', index === 40 ? { clinicId: 'clinic-2', id } : key(id), { step: 2 }, 1),
    );
    await expect(oneIsForeign).rejects.toThrow(ConflictError);
    const allAreOld = write((writes, id) => writes.renew('things', key(id), { step: 2 }, 4));
    await expect(allAreOld).rejects.toThrow(ConflictError);
    expect(await tested.read('things', 'many-7')).toEqual(expect.objectContaining({ step: 1, version: 1 }));
    await write((writes, id, index) =>
      index === 0 ? writes.remove('things', key(id), 1) : writes.renew('things', key(id), { step: 2 }, 1),
    );
    expect(await tested.read('things', 'many-0')).toBeUndefined();
    expect(await tested.read('things', 'many-59')).toMatchObject({ step: 2, version: 2 });
  });
};

const describeInbox = (given: () => StoreUnderTest): void => {
  it('takes an inbox record once: whoever comes second has a conflict', async () => {
    const tested = given();
    await tested.store.attempt(async (attempt) => attempt.record([record('once')]));
    await expect(tested.store.attempt(async (attempt) => attempt.record([record('once')]))).rejects.toThrow(
      ConflictError,
    );
  });

  it('lets no one write with the number of an earlier owner', async () => {
    const tested = given();
    const old = await tested.store.claim('fence');
    const current = await tested.store.claim('fence');
    const write = (id: string, fence: typeof old): Promise<void> =>
      tested.store.attempt(async (attempt) => attempt.record([record(id)]), fence);
    await expect(write('late', old)).rejects.toThrow(FencedError);
    await write('in-time', current);
    expect([...(await tested.store.seen(['late', 'in-time'])).keys()]).toEqual(['in-time']);
  });

  it('settles what is parked, once', async () => {
    const tested = given();
    await tested.store.attempt(async (attempt) => attempt.record([record('bad', 'parked')]));
    const settle = (): Promise<void> => tested.store.attempt(async (attempt) => attempt.settle('bad'));
    await settle();
    expect(await tested.store.seen(['bad'])).toEqual(new Map([['bad', 'handled']]));
    await expect(settle()).rejects.toThrow(ConflictError);
  });
};

/** What every store promises to the runtime. Ids are made unique by the caller's fresh store. */
export const describeStoreContract = (name: string, make: () => Promise<StoreUnderTest>): void => {
  describe(`the store contract: ${name}`, () => {
    let made: StoreUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    describeCommits(() => made);
    describeSizes(() => made);
    describeVersions(() => made);
    describeManyChanges(() => made);
    describeInbox(() => made);
  });
};
