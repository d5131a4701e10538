import { oneSource } from './burden-source.js';

const diary = (...complete: readonly number[]) => complete.map((part) => ({ from: 'diary', complete: part }));
const recalled = [{ from: 'recall', complete: 1 }];

describe('where counts of burden days come from', () => {
  it('is the diary where its two newest windows are well filled', () => {
    expect(oneSource(diary(0.8, 0.9, 0.1), recalled)).toEqual({ source: 'diary', windows: diary(0.8, 0.9, 0.1) });
  });

  it.each([[[0.79, 1]], [[1]], [[]]])('is what forms say where a diary holds %j', (complete) => {
    expect(oneSource(diary(...complete), recalled)).toEqual({ source: 'recall', windows: recalled });
  });

  it('is the diary, as far as it goes, where no form says anything, and nothing where nothing does', () => {
    expect(oneSource(diary(0.5), [])).toEqual({ source: 'diary', windows: diary(0.5) });
    expect(oneSource([], [])).toEqual({ source: null, windows: [] });
  });
});
