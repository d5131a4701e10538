import * as fc from 'fast-check';
import { wishAfter } from './wish.js';
import type { WishFact } from './wish.js';

type State = Parameters<typeof wishAfter>[0];

const START: State = { wish: null, saidAt: null, agreedAt: null };
const at = (day: number): Date => new Date(Date.UTC(2027, 2, day));
const stop = (day: number): WishFact => ({ said: 'wish', wish: { kind: 'none' }, at: at(day) });
const every = (day: number, days: number): WishFact => ({ said: 'wish', wish: { kind: 'days', days }, at: at(day) });
const agreed = (day: number): WishFact => ({ said: 'agreed', at: at(day) });
const heard = (...facts: readonly WishFact[]) => facts.reduce(wishAfter<State>, START).wish;

describe('what a client said about notes about a next visit', () => {
  it('is the later word, also where an older "stop" is heard after it', () => {
    expect(heard(stop(1), agreed(2))).toBeNull();
    expect(heard(agreed(2), stop(1))).toBeNull();
    expect(heard(agreed(2), stop(3))).toEqual({ kind: 'none' });
    expect(heard(stop(3), agreed(2))).toEqual({ kind: 'none' });
  });

  it('keeps an interval that was wished before they agreed, whichever is heard first', () => {
    expect(heard(every(1, 28), agreed(2))).toEqual({ kind: 'days', days: 28 });
    expect(heard(agreed(2), every(1, 28))).toEqual({ kind: 'days', days: 28 });
  });

  it('is the same in any order, however often a word is heard', () => {
    const makers = [stop, agreed, (day: number) => every(day, 20 + day)];
    const facts = fc
      .uniqueArray(fc.nat({ max: 20 }), { maxLength: 6 })
      .chain((days) =>
        fc
          .array(fc.constantFrom(...makers), { minLength: days.length, maxLength: days.length })
          .map((kinds) => days.map((day, index) => (kinds[index] ?? stop)(day))),
      );
    fc.assert(
      fc.property(
        facts.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, shuffled]) => {
          const inOrder = all.toSorted((one, other) => one.at.getTime() - other.at.getTime());
          expect(heard(...shuffled)).toEqual(heard(...inOrder));
        },
      ),
    );
  });
});
