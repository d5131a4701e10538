import type { IntervalWish } from './client.js';

/** What a client said about being written to about a next visit. */
export type WishFact =
  | { readonly said: 'wish'; readonly wish: IntervalWish | null; readonly at: Date }
  /** Agreed to notes about a next visit; ends a "none" that was said before. */
  | { readonly said: 'agreed'; readonly at: Date };

interface Wished {
  readonly wish: IntervalWish | null;
  readonly saidAt: Date | null;
}

/** The later word stands, whatever order they come in. */
export const wishAfter = <T extends Wished>(state: T, fact: WishFact): T => {
  if (state.saidAt !== null && state.saidAt >= fact.at) return state;
  if (fact.said === 'wish') return { ...state, wish: fact.wish, saidAt: fact.at };
  return state.wish?.kind === 'none' ? { ...state, wish: null, saidAt: fact.at } : state;
};
