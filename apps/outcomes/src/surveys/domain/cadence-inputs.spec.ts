import {
  demandingPeriodsOf,
  emptyInputs,
  pooledWindowsOf,
  stressOf,
  tellsTheSame,
  withFirstForm,
  withWindow,
} from './cadence-inputs.js';
import type { BurdenWindow, CadenceInputs } from './cadence-inputs.js';

const window = (endsOn: string, change: Partial<BurdenWindow> = {}): BurdenWindow => ({
  surveyId: endsOn,
  endsOn,
  windowDays: 28,
  burdenDays: 5,
  headacheDays: 6,
  stress: undefined,
  demanding: false,
  ...change,
});
const inputs = (...windows: readonly BurdenWindow[]): CadenceInputs =>
  windows.reduce((state, one) => withWindow(state, one, undefined), emptyInputs('elm', 'mara'));

describe('the windows that the cadence looks at', () => {
  it('are whole ones as they are, the newest first, whatever order they were answered in', () => {
    expect(pooledWindowsOf(inputs(window('2027-03-29', { burdenDays: 7 }), window('2027-03-01')))).toEqual([
      { startsOn: '2027-03-01', endsOn: '2027-03-29', days: 28, burdenDays: 7, headacheDays: 6, complete: 1 },
      { startsOn: '2027-02-01', endsOn: '2027-03-01', days: 28, burdenDays: 5, headacheDays: 6, complete: 1 },
    ]);
  });

  it('are pooled to at least 28 days, and fewer make none', () => {
    const [second, first] = [window('2027-03-15', { windowDays: 14 }), window('2027-03-01', { windowDays: 21 })];
    expect(pooledWindowsOf(inputs(second))).toEqual([]);
    expect(pooledWindowsOf(inputs(second, first))).toEqual([
      { startsOn: '2027-02-08', endsOn: '2027-03-15', days: 35, burdenDays: 10, headacheDays: 12, complete: 1 },
    ]);
  });

  it('say how much of them was counted: a form between that nobody answered is a gap, not a zero', () => {
    const answered = [window('2027-03-29', { windowDays: 14 }), window('2027-03-01', { windowDays: 14 })];
    const silent = window('2027-03-15', { windowDays: 14, burdenDays: undefined });
    expect(pooledWindowsOf(inputs(...answered, silent))).toEqual([
      expect.objectContaining({ startsOn: '2027-02-15', days: 28, burdenDays: 10, complete: 28 / 42 }),
    ]);
  });

  it('leave headache days out where one form did not say', () => {
    const parts = [
      window('2027-03-15', { windowDays: 14, headacheDays: undefined }),
      window('2027-03-01', { windowDays: 14 }),
    ];
    expect(pooledWindowsOf(inputs(...parts))[0]?.headacheDays).toBeUndefined();
  });
});

describe('what forms say about stress', () => {
  const first = withFirstForm(emptyInputs('elm', 'mara'), {
    stress: 8,
    demandingPeriod: { from: '2027-04-01', to: '2027-04-20' },
  });

  it('is the last form that speaks, and nothing where it did not say', () => {
    expect(stressOf(first)).toBe(8);
    expect(stressOf(withWindow(first, window('2027-03-29', { stress: 3 }), undefined))).toBe(3);
    expect(stressOf(withWindow(first, window('2027-03-29'), undefined))).toBeUndefined();
  });

  it('names the stretch of the first form, and four weeks after one that called them demanding', () => {
    expect(demandingPeriodsOf(withWindow(first, window('2027-03-29', { demanding: true }), undefined))).toEqual([
      { from: '2027-04-01', to: '2027-04-20' },
      { from: '2027-03-29', to: '2027-04-26' },
    ]);
  });

  it('is other news when an answer changed, and none when a store dropped what is not there', () => {
    const told = withWindow(first, window('2027-03-29', { stress: 3 }), 'not-now');
    expect(tellsTheSame(told, withWindow(told, window('2027-03-29', { stress: 3 }), 'stop'))).toBe(true);
    expect(tellsTheSame(told, withWindow(told, window('2027-03-29', { stress: 4 }), 'stop'))).toBe(false);
    const { lastEffect: _gone, ...stored } = told;
    // A store keeps no key without a value.
    expect(tellsTheSame(told, stored as CadenceInputs)).toBe(true);
  });
});
