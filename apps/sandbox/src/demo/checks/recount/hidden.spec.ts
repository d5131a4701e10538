import { hiddenNames } from './hidden.js';

const clients = (name: string, size: number): ReadonlySet<string> =>
  new Set(Array.from({ length: size }, (_, index) => `${name}${index}`));

const hidden = (sizes: Readonly<Record<string, number>>): readonly string[] =>
  [...hiddenNames(new Map(Object.entries(sizes).map(([name, size]) => [name, clients(name, size)])))].sort();

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

  it('grow until five different people are in them', () => {
    const few = clients('x', 3);
    const groups = new Map([
      ['a', few],
      ['b', few],
      ['c', clients('c', 6)],
      ['d', clients('d', 9)],
    ]);
    expect([...hiddenNames(groups)].sort()).toEqual(['a', 'b', 'c']);
  });
});
