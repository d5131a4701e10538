import { InMemoryTransactions, runOnce } from '@aftercare/messaging';
import { emptyRecord, type ClientRecord } from '../domain/client-record.js';
import type { Cell } from '../domain/first-report.js';
import { InMemoryClientRecords, InMemoryCounterCells, InMemoryTallyStore } from '../testing/in-memory-counters.js';
import { InMemoryShownPeriods } from '../testing/in-memory-shown-periods.js';
import { FirstReports } from './first-reports.js';
import { PeriodTooCloseError, ShowReport } from './show-report.js';

const MARCH = { from: '2027-03-01', to: '2027-03-31' };
const APRIL = { from: '2027-04-01', to: '2027-04-30' };
const FIRST_OF_APRIL = { from: '2027-03-01', to: '2027-04-01' };
const QUARTER = { from: '2027-01-01', to: '2027-03-31' };

const visitsOn = (clientRef: string, ...days: readonly string[]): ClientRecord => ({
  ...emptyRecord('elm', clientRef),
  visits: days.map((on) => ({ surveyId: `${clientRef}-${on}`, on, at: Date.parse(on), technique: 'swedish' })),
});
const people = (count: number, name: string, ...days: readonly string[]): readonly ClientRecord[] =>
  Array.from({ length: count }, (_, index) => visitsOn(`${name}${index}`, ...days));

const cellsOf = (records: readonly ClientRecord[]): readonly Cell[] => {
  const days = records.flatMap(({ visits }) => visits.map(({ on }) => on));
  return [...new Set(days)].map((on) => ({
    cell: { on, by: 'all', key: 'all' },
    counts: { forms: days.filter((day) => day === on).length },
  }));
};

const clinic = async (...records: readonly ClientRecord[]) => {
  const transactions = new InMemoryTransactions();
  const cells = new InMemoryCounterCells(transactions);
  const scores = new InMemoryClientRecords(transactions);
  const shown = new InMemoryShownPeriods(transactions);
  await runOnce(transactions, async ({ writes }) => {
    for (const record of records) scores.save(record, undefined, writes);
    for (const { cell, counts } of cellsOf(records.filter(({ clinicId }) => clinicId === 'elm')))
      cells.save({ clinicId: 'elm', cell }, { cell, counts }, { expected: undefined, writes });
  });
  const reports = new FirstReports(cells, new InMemoryTallyStore(transactions), scores);
  const show = new ShowReport(transactions, reports, scores, shown);
  return {
    show: async (period: typeof MARCH) =>
      (await show.execute('elm', period)).groups.find(({ by }) => by === 'all')?.unwanted,
    register: async () => (await shown.load('elm'))?.state.periods ?? [],
  };
};

describe('a report that overlaps with one that was shown', () => {
  it('is refused where one to four people are between them, whichever comes first', async () => {
    const records = [...people(9, 'march', '2027-03-10'), ...people(1, 'first', '2027-04-01')];
    for (const [first, second] of [
      [MARCH, FIRST_OF_APRIL],
      [FIRST_OF_APRIL, MARCH],
    ] as const) {
      const { show, register } = await clinic(...records);
      await show(first);
      await expect(show(second)).rejects.toThrow(PeriodTooCloseError);
      // What was shown may be seen again, and what was refused is not remembered.
      expect((await show(first))?.of).toBeGreaterThanOrEqual(9);
      expect(await register()).toEqual([first]);
    }
  });

  it('is shown where nobody or five people at least are between them', async () => {
    const { show, register } = await clinic(
      ...people(9, 'march', '2027-03-10'),
      ...people(5, 'both', '2027-03-12', '2027-04-01'),
    );
    await show(MARCH);
    expect(await show(QUARTER)).toMatchObject({ of: 14 });
    expect(await show(FIRST_OF_APRIL)).toMatchObject({ of: 19 });
    expect(await register()).toEqual([MARCH, QUARTER, FIRST_OF_APRIL]);
  });

  it('is shown where the other one showed nothing of its people, or has no day in common', async () => {
    const records = [...people(9, 'march', '2027-03-10'), ...people(3, 'april', '2027-04-20')];
    const { show, register } = await clinic(...records);
    expect(await show(APRIL)).toBeNull();
    expect(await show(MARCH)).toMatchObject({ of: 9 });
    expect(await show({ from: '2027-03-05', to: '2027-03-31' })).toMatchObject({ of: 9 });
    expect(await register()).toEqual([MARCH, { from: '2027-03-05', to: '2027-03-31' }]);
  });
});

describe('the register', () => {
  it('looks at people of one clinic only', async () => {
    const { show } = await clinic(
      ...people(6, 'march', '2027-03-10'),
      ...people(4, 'others', '2027-04-01').map((one) => ({ ...one, clinicId: 'oak' })),
    );
    await show(MARCH);
    expect(await show(FIRST_OF_APRIL)).toMatchObject({ of: 6 });
  });
});
