import { hiddenNames } from './hidden.js';

const hidden = (sizes: Readonly<Record<string, number>>): readonly string[] => {
  const all = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  return [...hiddenNames(new Map(Object.entries(sizes)), all)].sort();
};

describe('hidden groups', () => {
  it.each([
    [{ a: 9, b: 7 }, []],
    [{ a: 9, b: 4 }, ['a', 'b']],
    [{ a: 9, b: 4, c: 6 }, ['b', 'c']],
    [{ a: 9, b: 2, c: 2, d: 8 }, ['b', 'c', 'd']],
    [{ a: 9, b: 3, c: 3 }, ['b', 'c']],
    [{ a: 9, b: 0 }, []],
    [{ a: 2, b: 1 }, ['a', 'b']],
  ])('of %j are %j', (sizes, names) => {
    expect(hidden(sizes as Readonly<Record<string, number>>)).toEqual(names);
  });
});
