/** The way through the pages of a list, as the address has it: one cursor for each page that was gone on from. */
export const cursorsOf = (search: string): readonly string[] => {
  const after = new URLSearchParams(search).get('after') ?? '';
  return after === '' ? [] : after.split('.');
};

/** An address with this in it; parts without a value are `all`, `mine` and the like. */
export const pageAddress = (path: string, parts: readonly string[], cursors: readonly string[] = []): string => {
  const all = [...parts, ...(cursors.length === 0 ? [] : [`after=${cursors.map(encodeURIComponent).join('.')}`])];
  return `${path}${all.length === 0 ? '' : `?${all.join('&')}`}`;
};

const PAGE_SIZE = 50;

/** What the API is asked for: the page behind the last cursor. */
export const pageQuery = (parts: readonly string[], cursors: readonly string[]): string => {
  const after = cursors.at(-1);
  const place = after === undefined ? [] : [`after=${encodeURIComponent(after)}`];
  return `?${[...parts, ...place, `limit=${PAGE_SIZE}`].join('&')}`;
};
