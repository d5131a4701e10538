import { cursorsOf, pageAddress, pageQuery } from '../shell/cursors.js';

/** Which flags the page shows: the address is the state. */
export type Which = 'open' | 'mine' | 'cleared';

export interface Shown {
  readonly which: Which;
  /** One for each page that was gone on from. */
  readonly cursors: readonly string[];
}

export const shownOf = (search: string): Shown => {
  const parameters = new URLSearchParams(search);
  return {
    which: parameters.has('mine') ? 'mine' : parameters.has('cleared') ? 'cleared' : 'open',
    cursors: cursorsOf(search),
  };
};

export const addressOf = (which: Which, cursors: readonly string[] = []): string =>
  pageAddress('/console/flags', which === 'open' ? [] : [which], cursors);

/** What the API is asked for: open ones come with the neediest first. */
export const queryOf = ({ which, cursors }: Shown): string =>
  pageQuery([`state=${which === 'cleared' ? 'cleared' : 'open'}`, ...(which === 'mine' ? ['only=mine'] : [])], cursors);
