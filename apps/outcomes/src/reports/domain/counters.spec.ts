import * as fc from 'fast-check';
import { countsOfClient, emptyRecord, type ClientRecord } from './client-record.js';
import { firstReport } from './first-report.js';
import { difference, NOTHING, plus, type Increments } from './increments.js';
import { countsOfTally, isDelivered, withWord, type Tally } from './tally.js';

const tally = (more: Partial<Tally> = {}): Tally => ({
  surveyId: 's1',
  clinicId: 'c1',
  clientRef: 'p1',
  instrument: 'post-session@1',
  technique: 'swedish',
  messages: [],
  fate: { kind: 'answered', on: '2027-03-05', started: true, usable: true, unwanted: true },
  ...more,
});
const word = (more: Partial<Parameters<typeof withWord>[1]>) => ({
  reminderId: 'r1',
  channel: 'email' as const,
  sent: false,
  delivered: false,
  failed: false,
  ...more,
});

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
const head = { clinicId: 'c1', period: { from: '2027-01-01', to: '2027-12-31' }, scoring: 'scores@1' };
const reportOf = (increments: readonly Increments[]) =>
  firstReport(head, [...increments.reduce(plus, NOTHING).values()]);

describe('delivered', () => {
  it('is an email that went out and did not come back, or a text that arrived', () => {
    expect(isDelivered(withWord(tally(), word({ sent: true })))).toBe(true);
    expect(isDelivered(withWord(withWord(tally(), word({ failed: true })), word({ sent: true })))).toBe(false);
    expect(isDelivered(withWord(tally(), word({ channel: 'sms', sent: true })))).toBe(false);
    expect(isDelivered(withWord(tally(), word({ channel: 'sms', delivered: true })))).toBe(true);
  });

  it('does not depend on the order of the words', () => {
    const words = [
      word({ sent: true }),
      word({ failed: true }),
      word({ reminderId: 'r2', channel: 'sms', sent: true }),
      word({ reminderId: 'r2', channel: 'sms', delivered: true }),
    ];
    const expected = words.reduce(withWord, tally());
    fc.assert(
      fc.property(fc.shuffledSubarray([...words, ...words], { minLength: 8, maxLength: 8 }), (order) => {
        expect(order.reduce(withWord, tally())).toEqual(expected);
      }),
    );
  });
});

describe('client counts', () => {
  const allOf = (one: ClientRecord) => [...countsOfClient(one).values()].find(({ cell }) => cell.by === 'all')?.counts;

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
    const report = reportOf(
      before.map((days, index) => countsOfClient(record(days, [[after[index], 28]], `p${index}`))),
    );
    const all = report.groups[0]!;
    expect(all.change).toMatchObject({ pairs: 10 });
    expect(
      [all.change!.mean, all.change!.low, all.change!.high].map((value) => Math.round(value! * 1000) / 1000),
    ).toEqual([-2.6, -4.293, -0.907]);
    expect(all.responder50?.answered).toMatchObject({ n: 1, of: 10 });
    expect(all.suppressed).toBeUndefined();
  });

  it('hides what fewer than five clients stand behind', () => {
    const report = reportOf([0, 1, 2, 3].map((index) => countsOfClient(record(8, [[2, 28]], `p${index}`))));
    expect(report.groups[0]).toMatchObject({ responder50: null, change: null, suppressed: ['responder50', 'change'] });
    expect(JSON.stringify(report)).not.toContain('"pairs":4');
  });

  it('gives a direction only from five to nine pairs, and no percentage under ten', () => {
    const report = reportOf([0, 1, 2, 3, 4].map((index) => countsOfClient(record(8, [[2, 28]], `p${index}`))));
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

  it('counts the flow by instrument', () => {
    const expired = tally({
      surveyId: 's2',
      fate: { kind: 'expired', on: '2027-03-06', started: true, usable: false, unwanted: undefined },
    });
    const report = reportOf([countsOfTally(withWord(tally(), word({ sent: true }))), countsOfTally(expired)]);
    expect(report.flow).toEqual({ due: 2, delivered: 1, started: 2, answered: 1, usable: 1 });
    expect(report.flowByInstrument.map(({ instrument }) => instrument)).toEqual(['post-session@1']);
  });

  it('is the same whether changes are added one by one in any order or all at once', () => {
    const versions = fc.array(
      fc.record({
        client: fc.nat({ max: 6 }),
        baseline: fc.option(fc.nat({ max: 28 }), { nil: undefined }),
        windows: fc.array(fc.tuple(fc.nat({ max: 14 }), fc.constantFrom(14, 19, 21, 28)), { maxLength: 3 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(versions, (changes) => {
        const current = new Map<number, ClientRecord>();
        let counters = NOTHING;
        for (const { client, baseline, windows } of changes) {
          const next = record(baseline, windows, `p${client}`);
          const before = current.get(client);
          counters = plus(
            counters,
            difference(countsOfClient(next), before === undefined ? NOTHING : countsOfClient(before)),
          );
          current.set(client, next);
        }
        const afresh = [...current.values()].map(countsOfClient).reduce(plus, NOTHING);
        const sorted = (increments: Increments) => [...increments].sort(([one], [other]) => (one < other ? -1 : 1));
        expect(sorted(counters)).toEqual(sorted(afresh));
        expect(reportOf([counters])).toEqual(reportOf([afresh]));
      }),
    );
  });
});
