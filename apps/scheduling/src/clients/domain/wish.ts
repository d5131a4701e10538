import type { IntervalWish } from './client.js';

/** What a client said about being written to about a next visit. */
export type WishFact =
  | { readonly said: 'wish'; readonly wish: IntervalWish | null; readonly at: Date }
  /** Agreed to notes about a next visit; ends a "none" that was said before. */
  | { readonly said: 'agreed'; readonly at: Date };

interface Wished {
  readonly wish: IntervalWish | null;
  readonly saidAt: Date | null;
  /** When they last agreed to notes about a next visit. */
  readonly agreedAt: Date | null;
}

const isOlder = (known: Date | null, at: Date): boolean => known === null || known < at;

/** The later word stands, whatever order they come in. */
export const wishAfter = <T extends Wished>(state: T, fact: WishFact): T => {
  if (!isOlder(state.saidAt, fact.at)) return state;
  if (fact.said === 'agreed') {
    if (!isOlder(state.agreedAt, fact.at)) return state;
    return { ...state, agreedAt: fact.at, wish: state.wish?.kind === 'none' ? null : state.wish };
  }
  // Consents and forms come by topics of their own: the "none" may be the older word of the two.
  const isOver = fact.wish?.kind === 'none' && state.agreedAt !== null && state.agreedAt > fact.at;
  return { ...state, wish: isOver ? null : fact.wish, saidAt: fact.at };
};
