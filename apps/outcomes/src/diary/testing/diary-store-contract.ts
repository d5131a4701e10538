import type { Transactions } from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import { runOnce } from '@aftercare/messaging';
import type { DiaryDay, DiaryStore } from '../application/ports.js';

export interface DiaryStoreUnderTest {
  readonly diaries: DiaryStore;
  readonly transactions: Transactions;
}

const evening = new Date('2027-05-11T18:00:00Z');
const DATE = '2027-05-11';

const aDay = (over: Partial<DiaryDay> = {}): DiaryDay => ({
  clinicId: 'elm',
  clientRef: 'mara',
  date: DATE,
  sealed: 'sealed',
  recordedAt: evening,
  changedAt: evening,
  filledInLater: false,
  replaced: [],
  ...over,
});

const describeStretches = (given: () => DiaryStoreUnderTest): void => {
  const keep = (...days: readonly DiaryDay[]): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) =>
      days.forEach((day) => given().diaries.save(day, undefined, writes)),
    );
  it('gives a day back as it is, with what it said before', async () => {
    const day = aDay({ filledInLater: true, replaced: [{ sealed: 'before', at: evening }] });
    await keep(day);
    expect((await given().diaries.day({ clinicId: 'elm', id: 'mara' }, DATE))?.state).toEqual(day);
    expect(await given().diaries.day({ clinicId: 'elm', id: 'mara' }, '2027-05-12')).toBeUndefined();
  });

  it('gives the days of a stretch in their order, both ends with it, of those who are asked for only', async () => {
    await keep(
      aDay({ date: '2027-05-12' }),
      aDay({ date: '2027-05-10' }),
      aDay(),
      aDay({ date: '2027-05-13' }),
      aDay({ clientRef: 'jon' }),
      aDay({ clientRef: 'eve' }),
      aDay({ clinicId: 'oak' }),
    );
    const span = { from: '2027-05-10', to: '2027-05-12' };
    const found = await given().diaries.days(
      [
        { clinicId: 'elm', id: 'mara' },
        { clinicId: 'elm', id: 'jon' },
      ],
      span,
    );
    const named = found.map(({ clientRef, date }) => `${date} ${clientRef}`);
    expect(named.filter((one) => one.endsWith('mara'))).toEqual([
      '2027-05-10 mara',
      '2027-05-11 mara',
      '2027-05-12 mara',
    ]);
    expect(named.filter((one) => one.endsWith('jon'))).toEqual(['2027-05-11 jon']);
    expect(found).toHaveLength(4);
    expect(await given().diaries.days([], span)).toEqual([]);
  });
};

/** What pages and windows rely on. `make` gives an empty store. */
export const describeDiaryStoreContract = (name: string, make: () => Promise<DiaryStoreUnderTest>): void => {
  describe(`the contract of diaries: ${name}`, () => {
    let tested: DiaryStoreUnderTest;
    beforeEach(async () => {
      tested = await make();
    });

    describeKept<DiaryDay>(() => ({
      transactions: tested.transactions,
      state: ({ clinicId, id }, mark) => aDay({ clinicId, clientRef: id, sealed: `sealed ${mark}` }),
      load: (key, within) => tested.diaries.day(key, DATE, within),
      save: (day, expected, writes) => tested.diaries.save(day, expected, writes),
    }));

    describeStretches(() => tested);
  });
};
