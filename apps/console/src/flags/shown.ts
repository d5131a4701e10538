/** Which flags the page shows: the address is the state. */
export type Which = 'open' | 'mine' | 'cleared';

export interface Shown {
  readonly which: Which;
  /** One for each page that was gone on from. */
  readonly cursors: readonly string[];
}

const PAGE_SIZE = 50;

export const shownOf = (search: string): Shown => {
  const parameters = new URLSearchParams(search);
  const after = parameters.get('after') ?? '';
  return {
    which: parameters.has('mine') ? 'mine' : parameters.has('cleared') ? 'cleared' : 'open',
    cursors: after === '' ? [] : after.split('.'),
  };
};

export const addressOf = (which: Which, cursors: readonly string[] = []): string => {
  const parts = [
    ...(which === 'open' ? [] : [which]),
    ...(cursors.length === 0 ? [] : [`after=${cursors.map(encodeURIComponent).join('.')}`]),
  ];
  return `/console/flags${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
};

/** What the API is asked for: open ones come with the neediest first. */
export const queryOf = ({ which, cursors }: Shown): string => {
  const after = cursors.at(-1);
  return [
    `?state=${which === 'cleared' ? 'cleared' : 'open'}`,
    ...(which === 'mine' ? ['only=mine'] : []),
    ...(after === undefined ? [] : [`after=${encodeURIComponent(after)}`]),
    `limit=${PAGE_SIZE}`,
  ].join('&');
};
