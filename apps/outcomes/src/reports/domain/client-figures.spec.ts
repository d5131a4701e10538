import { figuresOf } from './client-figures.js';
import { emptyRecord, type ClientRecord } from './client-record.js';
import { firstReport } from './first-report.js';

const YEAR = { from: '2027-01-01', to: '2027-12-31' };

const record = (
  baseline: number | undefined,
  windows: readonly (readonly [days: number | undefined, window: number])[],
  ref = 'p1',
): ClientRecord => ({
  ...emptyRecord('c1', ref),
  baselines: baseline === undefined ? [] : [{ surveyId: `b-${ref}`, on: '2027-03-01', at: 0, migraineDays: baseline }],
  windows: windows.map(([migraineDays, windowDays], index) => ({
    surveyId: `f${index}-${ref}`,
    on: `2027-04-${10 + index}`,
    at: index + 1,
    technique: 'swedish',
    windowDays,
    migraineDays,
  })),
});
const head = { clinicId: 'c1', period: YEAR, scoring: 'scores@1' };
const reportOf = (records: readonly ClientRecord[], period = YEAR) =>
  firstReport(
    { ...head, period },
    [],
    records.map((one) => figuresOf(one, period)),
  );

describe('what a client adds', () => {
  const allOf = (one: ClientRecord) => figuresOf(one, YEAR).compared?.counts;

  it('pool windows back until 28 days are covered', () => {
    // Latest 3 of 21, before it 9 of 21: 12 in 42 days are 8 in 28.
    expect(
      allOf(
        record(8, [
          [20, 28],
          [9, 21],
          [3, 21],
        ]),
      ),
    ).toEqual({ dueClients: 1, pairs: 1, eligible: 1 });
  });

  it('give no responder label under 28 days of exposure or 4 days of baseline', () => {
    expect(allOf(record(8, [[1, 21]]))).toMatchObject({ pairs: 1, 'excluded:short-exposure': 1 });
    expect(allOf(record(3, [[1, 28]]))).toMatchObject({ pairs: 1, 'excluded:low-baseline': 1 });
    expect(allOf(record(0, [[0, 28]]))).toMatchObject({ pairs: 1, 'excluded:low-baseline': 1 });
  });

  it('tell a baseline of zero from none', () => {
    expect(allOf(record(undefined, [[1, 28]]))).toEqual({ dueClients: 1, 'excluded:no-baseline': 1 });
    expect(allOf(record(8, [[undefined, 21]]))).toEqual({ dueClients: 1, 'excluded:not-measured': 1 });
  });

  it('count exactly half as a response', () => {
    expect(allOf(record(8, [[4, 28]]))).toMatchObject({ responders: 1 });
    expect(allOf(record(8, [[5, 28]]))?.['responders']).toBeUndefined();
  });
});

describe('first report', () => {
  it('shows the published pairs with interval, and both rates', () => {
    const before = [10, 8, 12, 6, 15, 9, 7, 11, 5, 14];
    const after = [6, 7, 9, 6, 8, 10, 3, 7, 4, 11];
    const report = reportOf(before.map((days, index) => record(days, [[after[index], 28]], `p${index}`)));
    const all = report.groups[0]!;
    expect(all.change).toMatchObject({ pairs: 10 });
    expect(
      [all.change!.mean, all.change!.low, all.change!.high].map((value) => Math.round(value! * 1000) / 1000),
    ).toEqual([-2.6, -4.293, -0.907]);
    expect(all.responder50?.answered).toMatchObject({ n: 1, of: 10 });
    expect(all.suppressed).toBeUndefined();
  });

  it('hides what fewer than five clients stand behind', () => {
    const report = reportOf([0, 1, 2, 3].map((index) => record(8, [[2, 28]], `p${index}`)));
    expect(report.groups[0]).toMatchObject({ responder50: null, change: null, suppressed: ['responder50', 'change'] });
    expect(JSON.stringify(report)).not.toContain('"pairs":4');
  });

  it('gives a direction only from five to nine pairs, and no percentage under ten', () => {
    const report = reportOf([0, 1, 2, 3, 4].map((index) => record(8, [[2, 28]], `p${index}`)));
    expect(report.groups[0]?.change).toEqual({
      pairs: 5,
      mean: null,
      sd: null,
      low: null,
      high: null,
      direction: 'fewer',
    });
    expect(report.groups[0]?.responder50?.answered).toEqual({ n: 5, of: 5, rate: null, low: null, high: null });
  });
});

describe('a closed period', () => {
  const MARCH = { from: '2027-03-01', to: '2027-03-31' };
  const follow = (on: string, migraineDays: number, at: number) => ({
    ...{ surveyId: `f-${on}`, on, at, technique: 'swedish', windowDays: 28, migraineDays },
  });
  const visit = (on: string) => ({ surveyId: `v-${on}`, on, at: 1, technique: 'swedish' });
  const base = record(10, []);

  it('says the same whatever the same people answer later', () => {
    const march = ['a', 'b', 'c', 'd', 'e', 'f'].map((ref) => ({
      ...base,
      clientRef: ref,
      windows: [follow('2027-03-10', 4, 1)],
    }));
    const later = march.map((one) => ({
      ...one,
      baselines: [...one.baselines, { surveyId: 'again', on: '2027-04-02', at: 5, migraineDays: 20 }],
      windows: [...one.windows, follow('2027-04-10', 9, 6)],
      silent: [visit('2027-05-01')],
      visits: [visit('2027-04-11')],
    }));
    expect(reportOf(later, MARCH)).toEqual(reportOf(march, MARCH));
    expect(reportOf(march, MARCH).groups[0]?.change?.pairs).toBe(6);
  });

  it('counts a client once for its newest form in it, and windows of before where that is short', () => {
    const short = { ...follow('2027-03-20', 2, 3), windowDays: 14 };
    const one = { ...base, windows: [follow('2027-02-20', 6, 2), short, follow('2027-04-20', 0, 4)] };
    // 2 of 14 and 6 of 28 before it: 8 in 42 days are 5.3333 in 28, 4.6667 fewer than ten.
    expect(figuresOf(one, MARCH).compared?.counts).toMatchObject({ dueClients: 1, pairs: 1, changeSum: -46_667 });
    expect(figuresOf({ ...base, silent: [visit('2027-04-01')] }, MARCH).compared).toBeUndefined();
  });

  it('knows of every visit in it, also of people who came back', () => {
    const one = { ...base, visits: [visit('2027-03-05'), visit('2027-04-05')] };
    expect([...figuresOf(one, MARCH).visited]).toEqual(['swedish']);
    expect([...figuresOf(one, { from: '2027-02-01', to: '2027-02-28' }).visited]).toEqual([]);
  });
});
