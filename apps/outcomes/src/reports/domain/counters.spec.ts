import * as fc from 'fast-check';
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

const head = { clinicId: 'c1', period: { from: '2027-01-01', to: '2027-12-31' }, scoring: 'scores@1' };
const reportOf = (increments: readonly Increments[]) =>
  firstReport(head, [...increments.reduce(plus, NOTHING).values()], []);

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

describe('counters', () => {
  it('counts the flow by instrument', () => {
    const expired = tally({
      surveyId: 's2',
      fate: { kind: 'expired', on: '2027-03-06', started: true, usable: false, unwanted: undefined },
    });
    const report = reportOf([countsOfTally(withWord(tally(), word({ sent: true }))), countsOfTally(expired)]);
    expect(report.flow).toEqual({ due: 2, delivered: 1, started: 2, answered: 1, usable: 1 });
    expect(report.flowByInstrument.map(({ instrument }) => instrument)).toEqual(['post-session@1']);
  });

  it('are the same whether changes are added one by one in any order or all at once', () => {
    const versions = fc.array(
      fc.record({
        survey: fc.nat({ max: 6 }),
        technique: fc.constantFrom('swedish', 'deep-tissue'),
        unwanted: fc.option(fc.boolean(), { nil: undefined }),
        kind: fc.constantFrom('answered' as const, 'expired' as const),
        day: fc.nat({ max: 9 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(versions, (changes) => {
        const current = new Map<number, Tally>();
        let counters = NOTHING;
        for (const { survey, technique, unwanted, kind, day } of changes) {
          const fate = { kind, on: `2027-03-0${day}`, started: true, usable: unwanted !== undefined, unwanted };
          const next = tally({ surveyId: `s${survey}`, technique, fate });
          const before = current.get(survey);
          counters = plus(
            counters,
            difference(countsOfTally(next), before === undefined ? NOTHING : countsOfTally(before)),
          );
          current.set(survey, next);
        }
        const afresh = [...current.values()].map(countsOfTally).reduce(plus, NOTHING);
        const sorted = (increments: Increments) => [...increments].sort(([one], [other]) => (one < other ? -1 : 1));
        expect(sorted(counters)).toEqual(sorted(afresh));
        expect(reportOf([counters])).toEqual(reportOf([afresh]));
      }),
    );
  });
});
