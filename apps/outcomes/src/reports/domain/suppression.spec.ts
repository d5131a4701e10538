import * as fc from 'fast-check';
import { hiddenOf, LEAST_CLIENTS, type Members } from './suppression.js';

/** Groups of different people. */
const groups = (...sizes: readonly (readonly [string, number])[]): Members => {
  let next = 0;
  return new Map(
    sizes.map(([key, size]) => {
      const first = next;
      next += size;
      return [key, new Set(Array.from({ length: size }, (_, index) => first + index))];
    }),
  );
};
const hidden = (...sizes: readonly (readonly [string, number])[]) => [...hiddenOf(groups(...sizes)).groups];

describe('suppression', () => {
  it('hides a group of four and the next smallest with it', () => {
    expect(hidden(['a', 4], ['b', 7], ['c', 30])).toEqual(['a', 'b']);
    expect(hidden(['a', 5], ['b', 7])).toEqual([]);
    expect(hidden(['a', 1], ['b', 1], ['c', 9], ['d', 10])).toEqual(['a', 'b', 'c']);
  });

  it('hides the whole where fewer than five people are in it, and nothing where nobody is', () => {
    expect(hiddenOf(groups(['a', 2], ['b', 2]))).toEqual({ whole: true, groups: new Set(['a', 'b']) });
    expect(hiddenOf(groups(['a', 0]))).toEqual({ whole: false, groups: new Set() });
  });

  it('counts a person once who is in several groups', () => {
    const three = new Set([1, 2, 3]);
    const others = new Set([4, 5, 6, 7, 8, 9]);
    const many = new Set(Array.from({ length: 12 }, (_, index) => 20 + index));
    const members = new Map([
      ['a', three],
      ['b', three],
      ['c', others],
      ['d', many],
    ]);
    expect([...hiddenOf(members).groups]).toEqual(['a', 'b', 'c']);
  });

  it('never leaves fewer than five people to be worked out by subtraction', () => {
    const someGroups = fc.array(fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 20 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(someGroups, (lists) => {
        const members = new Map(lists.map((people, index) => [`t${index}`, new Set(people)]));
        const found = hiddenOf(members);
        const everybody = new Set(lists.flat());
        const shown = [...members].filter(([key, { size }]) => size > 0 && !found.groups.has(key));
        for (const [, people] of shown) expect(people.size).toBeGreaterThanOrEqual(LEAST_CLIENTS);
        const behindHidden = new Set([...found.groups].flatMap((key) => [...(members.get(key) ?? [])]));
        if (!found.whole && behindHidden.size > 0) expect(behindHidden.size).toBeGreaterThanOrEqual(LEAST_CLIENTS);
        expect(found.whole).toBe(everybody.size > 0 && everybody.size < LEAST_CLIENTS);
      }),
    );
  });
});
