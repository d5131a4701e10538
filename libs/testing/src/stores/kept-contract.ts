import type { ClinicKey } from '@aftercare/kernel';
import { runOnce } from '@aftercare/messaging';
import type { Loaded, Transaction, Transactions, UnitOfWork } from '@aftercare/messaging';

/** A store of one versioned state per key, with a way to make two states of a key that differ. */
export interface KeptUnderTest<T> {
  readonly transactions: Transactions;
  state(key: ClinicKey, mark: number): T;
  load(key: ClinicKey, within?: Transaction): Promise<Loaded<T> | undefined>;
  /** At once, or a promise where something is sealed before. */
  save(state: T, expectedVersion: number | undefined, writes: UnitOfWork): unknown;
}

const key: ClinicKey = { clinicId: 'elm', id: 'one' };

const saving =
  <T>(given: () => KeptUnderTest<T>) =>
  (mark: number, expected?: number, at = key): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => {
      await given().save(given().state(at, mark), expected, writes);
    });

const describeVersions = <T>(given: () => KeptUnderTest<T>): void => {
  const save = saving(given);
  const stored = async (at = key): Promise<readonly [T | undefined, number | undefined]> => {
    const loaded = await given().load(at);
    return [loaded?.state, loaded?.version];
  };

  it('gives back what was saved, with a version that rises by one', async () => {
    await save(1);
    expect(await stored()).toEqual([given().state(key, 1), 1]);
    await save(2, 1);
    expect(await stored()).toEqual([given().state(key, 2), 2]);
  });

  it('answers nothing for an unknown id, and nothing for an id of another clinic', async () => {
    await save(1);
    expect(await stored({ ...key, id: 'other' })).toEqual([undefined, undefined]);
    expect(await stored({ ...key, clinicId: 'oak' })).toEqual([undefined, undefined]);
  });

  it('refuses a version that is not the stored one, and a first version where there is one', async () => {
    await save(1);
    await save(2, 1);
    await expect(save(3, 1)).rejects.toThrow('another writer was first');
    await expect(save(3)).rejects.toThrow('another writer was first');
    await expect(save(3, 1, { ...key, id: 'unknown' })).rejects.toThrow('another writer was first');
    expect(await stored()).toEqual([given().state(key, 2), 2]);
  });

  it('loses nothing of two who change it at once', async () => {
    await save(1);
    const raise = (): Promise<void> =>
      given().transactions.run(async ({ within, writes }) => {
        const before = await given().load(key, within);
        await given().save(given().state(key, (before?.version ?? 0) + 1), before?.version, writes);
      });
    await Promise.all([raise(), raise()]);
    expect(await stored()).toEqual([given().state(key, 3), 3]);
  });
};

const describeTransactions = <T>(given: () => KeptUnderTest<T>): void => {
  const save = saving(given);

  it('is read as it was when the transaction began, and as it is outside of it', async () => {
    await save(1);
    await given().transactions.run(async ({ within }) => {
      const versions = async (): Promise<readonly unknown[]> =>
        [await given().load(key, within), await given().load(key)].map((loaded) => loaded?.version);
      expect(await versions()).toEqual([1, 1]);
      await save(2, 1);
      expect(await versions()).toEqual([1, 2]);
    });
  });

  it('shows a write after the commit only, and none of a transaction that fails', async () => {
    const failing = given().transactions.run(async ({ within, writes }) => {
      await given().save(given().state(key, 1), undefined, writes);
      expect(await given().load(key, within)).toBeUndefined();
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await given().load(key)).toBeUndefined();
  });
};

/** What every store of versioned states promises. `given` gives an empty store. */
export const describeKept = <T>(given: () => KeptUnderTest<T>): void => {
  describeVersions(given);
  describeTransactions(given);
};
