import { nameOf, runOnce, type Transactions } from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import { cellId } from '../application/cell-deltas.js';
import type {
  AnswerRate,
  AnswerRateStore,
  Cell,
  ClientRecords,
  CounterCells,
  ShownPeriods,
  ShownPeriodsStore,
  TallyStore,
} from '../application/ports.js';
import { emptyRecord, type ClientRecord } from '../domain/client-record.js';
import type { CellKey } from '../domain/increments.js';
import type { Tally } from '../domain/tally.js';

export interface CountingStoresUnderTest {
  readonly transactions: Transactions;
  readonly tallies: TallyStore;
  readonly records: ClientRecords;
  readonly cells: CounterCells;
  readonly rates: AnswerRateStore;
  readonly shown: ShownPeriodsStore;
}

const aTally = (clinicId: string, surveyId: string, mark = 1): Tally => ({
  surveyId,
  clinicId,
  clientRef: 'client-1',
  instrument: 'post-session@1',
  technique: `technique ${mark}`,
  messages: [{ reminderId: 'r', channel: 'sms', sent: true, delivered: false, failed: false }],
  fate: undefined,
});

const describeTallies = (given: () => CountingStoresUnderTest): void => {
  describeKept<Tally>(() => ({
    transactions: given().transactions,
    state: ({ clinicId, id }, mark) => aTally(clinicId, id, mark),
    load: async (key, within) => (await given().tallies.many([key], within)).get(nameOf(key)),
    save: (tally, expected, writes) => given().tallies.save(tally, expected, writes),
  }));

  it('finds several by name, each at its own clinic, and all of one clinic', async () => {
    const { tallies, transactions } = given();
    await runOnce(transactions, async ({ writes }) => {
      for (const tally of [aTally('elm', 'a'), aTally('elm', 'b'), aTally('oak', 'c'), aTally('oak', 'd')])
        tallies.save(tally, undefined, writes);
    });
    const keys = [
      { clinicId: 'elm', id: 'a' },
      { clinicId: 'oak', id: 'c' },
      { clinicId: 'elm', id: 'd' },
    ];
    expect([...(await tallies.many(keys)).keys()].sort()).toEqual(['elm/a', 'oak/c']);
    expect((await tallies.many([])).size).toBe(0);
    expect((await tallies.ofClinic('elm')).map(({ surveyId }) => surveyId).sort()).toEqual(['a', 'b']);
    expect(await tallies.ofClinic('ash')).toEqual([]);
  });
};

const describeRecords = (given: () => CountingStoresUnderTest): void => {
  describeKept<ClientRecord>(() => ({
    transactions: given().transactions,
    state: ({ clinicId, id }, mark) => ({
      ...emptyRecord(clinicId, id),
      windows: [
        { surveyId: 's', on: '2027-05-12', at: mark, technique: 'swedish', windowDays: 21, migraineDays: undefined },
      ],
    }),
    load: (key, within) => given().records.load(key, within),
    save: (record, expected, writes) => given().records.save(record, expected, writes),
  }));

  it('gives those of one clinic', async () => {
    const { records, transactions } = given();
    await runOnce(transactions, async ({ writes }) => {
      for (const [clinicId, ref] of [
        ['elm', 'a'],
        ['elm', 'b'],
        ['oak', 'c'],
      ] as const)
        records.save(emptyRecord(clinicId, ref), undefined, writes);
    });
    expect((await records.ofClinic('elm')).map(({ clientRef }) => clientRef).sort()).toEqual(['a', 'b']);
    expect(await records.ofClinic('ash')).toEqual([]);
  });
};

const dayCell = (on: string, key = 'all'): CellKey => ({ on, by: 'all', key });

const describeCells = (given: () => CountingStoresUnderTest): void => {
  const cellOf = (cell: CellKey, forms: number): Cell => ({ cell, counts: { forms, 'excluded:no-baseline': 1 } });
  const keep = (places: readonly (readonly [string, CellKey])[]): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => {
      for (const [clinicId, cell] of places)
        given().cells.save({ clinicId, cell }, cellOf(cell, 1), { expected: undefined, writes });
    });

  describeKept<Cell & { readonly clinicId: string }>(() => ({
    transactions: given().transactions,
    state: ({ clinicId, id }, mark) => ({ ...cellOf(dayCell('2027-05-12', id), mark), clinicId }),
    load: async ({ clinicId, id }, within) => {
      const cell = dayCell('2027-05-12', id);
      const found = (await given().cells.many([{ clinicId, cell }], within)).get(cellId(clinicId, cell));
      return found === undefined ? undefined : { ...found, state: { ...found.state, clinicId } };
    },
    save: ({ clinicId, ...cell }, expected, writes) =>
      given().cells.save({ clinicId, cell: cell.cell }, cell, { expected, writes }),
  }));

  it('gives the cells of a period, its first and last day included, of one clinic', async () => {
    const days = ['2027-04-30', '2027-05-01', '2027-05-15', '2027-05-31', '2027-06-01'];
    await keep([...days.map((on) => ['elm', dayCell(on)] as const), ['oak', dayCell('2027-05-15')]]);
    const found = await given().cells.between('elm', { from: '2027-05-01', to: '2027-05-31' });
    expect(found.map(({ cell }) => cell.on).sort()).toEqual(['2027-05-01', '2027-05-15', '2027-05-31']);
    expect(found[0]).toEqual(cellOf(dayCell(found[0]?.cell.on ?? ''), 1));
    expect(await given().cells.between('elm', { from: '2027-05-02', to: '2027-05-14' })).toEqual([]);
  });

  it('finds cells by their ids and leaves out what was never counted', async () => {
    await keep([
      ['elm', dayCell('2027-05-01')],
      ['oak', dayCell('2027-05-01')],
    ]);
    const asked = ['2027-05-01', '2027-05-02'].map((on) => ({ clinicId: 'elm', cell: dayCell(on) }));
    expect([...(await given().cells.many(asked)).keys()]).toEqual([cellId('elm', dayCell('2027-05-01'))]);
    expect((await given().cells.many([])).size).toBe(0);
  });
};

const describeRates = (given: () => CountingStoresUnderTest): void => {
  const rate = (clinicId: string, answered = 29): AnswerRate => ({
    clinicId,
    standing: 'below',
    since: new Date('2027-05-15T10:15:00Z'),
    on: '2027-05-15',
    answered,
  });
  const save = (clinicId: string, answered: number, expected?: number): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => given().rates.save(rate(clinicId, answered), expected, writes));

  it('keep one for each clinic, and refuse who read an older version', async () => {
    await save('elm', 29);
    await save('elm', 12, 1);
    await save('oak', 3);
    await expect(save('elm', 5, 1)).rejects.toThrow('another writer was first');
    expect(await given().rates.load('elm')).toMatchObject({ state: rate('elm', 12), version: 2 });
    expect(await given().rates.load('oak')).toMatchObject({ state: rate('oak', 3), version: 1 });
    expect(await given().rates.load('ash')).toBeUndefined();
  });

  it('are read as they were when the transaction began', async () => {
    await save('elm', 29);
    await given().transactions.run(async ({ within }) => {
      expect((await given().rates.load('elm', within))?.version).toBe(1);
      await save('elm', 12, 1);
      expect((await given().rates.load('elm', within))?.version).toBe(1);
    });
  });
};

const describeShown = (given: () => CountingStoresUnderTest): void => {
  const shown = (clinicId: string, ...days: readonly string[]): ShownPeriods => ({
    clinicId,
    periods: days.map((to) => ({ from: '2027-03-01', to })),
  });
  const save = (state: ShownPeriods, expected?: number): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => given().shown.save(state, expected, writes));

  it('keep one register for each clinic, and refuse who read an older version', async () => {
    await save(shown('elm', '2027-03-31'));
    await save(shown('elm', '2027-03-31', '2027-05-31'), 1);
    await save(shown('oak', '2027-04-30'));
    await expect(save(shown('elm'), 1)).rejects.toThrow('another writer was first');
    expect(await given().shown.load('elm')).toMatchObject({
      state: shown('elm', '2027-03-31', '2027-05-31'),
      version: 2,
    });
    expect(await given().shown.load('ash')).toBeUndefined();
  });
};

/** What the counting of reports relies on. `make` gives empty stores. */
export const describeCountingContract = (name: string, make: () => Promise<CountingStoresUnderTest>): void => {
  let tested: CountingStoresUnderTest;
  const given = (): CountingStoresUnderTest => tested;
  describe(`the stores of the reports: ${name}`, () => {
    beforeEach(async () => {
      tested = await make();
    });
    describe('the contract of tallies', () => describeTallies(given));
    describe('the contract of client records', () => describeRecords(given));
    describe('the contract of counter cells', () => describeCells(given));
    describe('the contract of answer rates', () => describeRates(given));
    describe('the contract of shown periods', () => describeShown(given));
  });
};
