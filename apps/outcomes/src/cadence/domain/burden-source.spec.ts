import { addDays } from '@aftercare/kernel';
import { oneSource } from './burden-source.js';

const NEWEST_ENDS = '2027-05-24';

/** Windows in a row, the newest first. */
const diary = (...complete: readonly number[]) =>
  complete.map((part, index) => {
    const endsOn = addDays(NEWEST_ENDS, -28 * index);
    return { from: 'diary', startsOn: addDays(endsOn, -28), endsOn, complete: part };
  });
const recalledOn = (endsOn: string) => [{ from: 'recall', startsOn: addDays(endsOn, -28), endsOn, complete: 1 }];
const recalled = recalledOn('2027-06-01');

describe('where counts of burden days come from', () => {
  it('is the diary where its two newest windows are well filled', () => {
    expect(oneSource(diary(0.8, 0.9, 0.1), recalled)).toEqual({ source: 'diary', windows: diary(0.8, 0.9, 0.1) });
  });

  it.each([[[0.79, 1]], [[1]], [[]]])('is what forms say where a diary holds %j', (complete) => {
    expect(oneSource(diary(...complete), recalled)).toEqual({ source: 'recall', windows: recalled });
  });

  it('is what forms say where a month is missing between two of a diary', () => {
    const [newest, , earlier] = diary(1, 0, 1);
    const gap = [newest, earlier].filter((window) => window !== undefined);
    expect(oneSource(gap, recalled).source).toBe('recall');
  });

  it('is what forms say as soon as the diary was given up for longer than a window takes', () => {
    const lastDay = addDays(NEWEST_ENDS, 28);
    expect(oneSource(diary(1, 1), recalledOn(lastDay)).source).toBe('diary');
    expect(oneSource(diary(1, 1), recalledOn(addDays(lastDay, 1))).source).toBe('recall');
  });

  it('is the diary, as far as it goes, where no form says anything, and nothing where nothing does', () => {
    expect(oneSource(diary(0.5), [])).toEqual({ source: 'diary', windows: diary(0.5) });
    expect(oneSource([], [])).toEqual({ source: null, windows: [] });
  });
});
