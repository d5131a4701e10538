import { adjustmentsOf, NO_SIGNALS } from './adjustments.js';
import type { BurdenWindow, CadenceSignals } from './adjustments.js';

const ON = '2027-03-01';
const of = (change: Partial<CadenceSignals>): readonly string[] =>
  adjustmentsOf({ ...NO_SIGNALS, ...change }, ON).map(
    ({ rule, code, days, applied }) => `${rule} ${code} ${String(days)}${applied ? '' : ' (shown)'}`,
  );
const now = (change: Partial<BurdenWindow> = {}): BurdenWindow => ({
  startsOn: '2027-02-01',
  endsOn: '2027-03-01',
  days: 28,
  burdenDays: 8,
  headacheDays: 10,
  complete: 1,
  ...change,
});
const before = (change: Partial<BurdenWindow> = {}): BurdenWindow =>
  now({ startsOn: '2027-01-04', endsOn: '2027-02-01', burdenDays: 5, ...change });

describe('A1: high stress', () => {
  it('comes a week earlier from 7 of 10 at the last form, and not for a stress that nobody gave', () => {
    expect([of({ stress: 7 }), of({ stress: 6 }), of({ stress: null })]).toEqual([['A1 STRESS -7'], [], []]);
  });

  it('comes a week earlier for a declared period that touches the four weeks after the visit, and for two at once only once', () => {
    const period = (from: string, to: string) => of({ stressPeriods: [{ from, to }] });
    expect(period('2027-03-29', '2027-05-01')).toEqual(['A1 STRESS -7']);
    expect(period('2027-02-01', '2027-03-01')).toEqual(['A1 STRESS -7']);
    expect([period('2027-03-30', '2027-05-01'), period('2027-01-01', '2027-02-28')]).toEqual([[], []]);
    expect(of({ stress: 9, stressPeriods: [{ from: ON, to: ON }] })).toEqual(['A1 STRESS -7']);
  });
});

describe('A2: a planned series', () => {
  it('comes a week earlier for its first three sessions, counted within the series', () => {
    const at = (number: number, length = 6) => of({ series: { length, number } });
    expect([at(1), at(3), at(4), at(2, 1), at(0)]).toEqual([
      ['A2 SERIES_START -7'],
      ['A2 SERIES_START -7'],
      [],
      [],
      [],
    ]);
  });
});

describe('A3: burden days that rose', () => {
  it('wait for the practitioner, who agrees to one rise and not to the next', () => {
    const burdenWindows = [now(), before()];
    expect(of({ burdenWindows })).toEqual(['A3 BURDEN_ROSE_TO_CONFIRM 0 (shown)']);
    expect(of({ burdenWindows, riseConfirmedFor: '2027-03-01' })).toEqual(['A3 BURDEN_ROSE -7']);
    expect(of({ burdenWindows, riseConfirmedFor: '2027-02-01' })).toEqual(['A3 BURDEN_ROSE_TO_CONFIRM 0 (shown)']);
  });

  it('need at least 2 days and 30 %, both per 28 days', () => {
    const rose = (a: Partial<BurdenWindow>, b: Partial<BurdenWindow>) =>
      of({ burdenWindows: [now(a), before(b)] }).some((one) => one.startsWith('A3'));
    expect([rose({ burdenDays: 6 }, { burdenDays: 5 }), rose({ burdenDays: 7 }, { burdenDays: 5 })]).toEqual([
      false,
      true,
    ]);
    expect([rose({ burdenDays: 12 }, { burdenDays: 10 }), rose({ burdenDays: 13 }, { burdenDays: 10 })]).toEqual([
      false,
      true,
    ]);
    // 12 of 42 days are 8 of 28.
    expect([
      rose({ burdenDays: 12, days: 42 }, { burdenDays: 7 }),
      rose({ burdenDays: 12, days: 42 }, { burdenDays: 5 }),
    ]).toEqual([false, true]);
    expect(rose({ burdenDays: 2, headacheDays: 2 }, { burdenDays: 0 })).toBe(true);
  });

  it('need two windows filled to four fifths, next to each other', () => {
    const pair = (a: Partial<BurdenWindow>, b: Partial<BurdenWindow>) => of({ burdenWindows: [now(a), before(b)] });
    expect(pair({ complete: 0.79 }, {})).toEqual([]);
    expect(pair({}, { complete: 0.79 })).toEqual([]);
    expect(pair({ complete: 0.8 }, { complete: 0.8 })).toHaveLength(1);
    expect(pair({}, { startsOn: '2026-12-07', endsOn: '2027-01-04' })).toEqual([]);
    expect(of({ burdenWindows: [now()] })).toEqual([]);
  });
});

describe('A4: a low burden', () => {
  it('waits a week longer after two windows under 4 days, and not after one', () => {
    const low = { burdenDays: 3, headacheDays: 3 };
    expect(of({ burdenWindows: [now(low), before({ ...low, burdenDays: 0 })] })).toContain('A4 BURDEN_LOW 7');
    expect(of({ burdenWindows: [now(low), before({ burdenDays: 4 })] })).toEqual([]);
    expect(of({ burdenWindows: [now(low)] })).toEqual([]);
    expect(of({ burdenWindows: [now(low), before({ ...low, complete: 0.5 })] })).toEqual([]);
  });
});

describe('A5: an unwanted effect', () => {
  it('waits a week longer when it was moderate or lasted, and not for a mild one or one of unknown strength', () => {
    const effect = (worst: number | null, over36Hours = false) => of({ unwantedEffect: { worst, over36Hours } });
    expect([effect(3), effect(null), effect(4), effect(null, true)]).toEqual([
      [],
      [],
      ['A5 UNWANTED_EFFECT 7'],
      ['A5 UNWANTED_EFFECT 7'],
    ]);
  });
});

describe('A6: many headache days', () => {
  it('is a note from 15 in 28 on and moves nothing', () => {
    const days = (headacheDays: number | null, days = 28) => of({ burdenWindows: [now({ headacheDays, days })] });
    expect([days(14), days(15), days(22, 42), days(23, 42), days(null)]).toEqual([
      [],
      ['A6 MANY_HEADACHE_DAYS 0 (shown)'],
      [],
      ['A6 MANY_HEADACHE_DAYS 0 (shown)'],
      [],
    ]);
  });
});
