/** The filter line of the ledger lives in the address, so that it survives reload and Back (K7.3). */
export interface Filters {
  readonly state?: string;
  readonly family?: string;
  readonly reason?: string;
  readonly client?: string;
  readonly from?: string;
  readonly to?: string;
  /** Cursor of the page, and its number for people. */
  readonly after?: string;
  readonly page?: string;
}

const NAMES = ['state', 'family', 'reason', 'client', 'from', 'to', 'after', 'page'] as const;
const PAGE_SIZE = 50;

export const filtersOf = (search: string): Filters => {
  const params = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? '']).filter(([, value]) => value !== ''));
};

const encoded = (pairs: readonly (readonly [string, string | undefined])[]): string => {
  const params = new URLSearchParams();
  for (const [name, value] of pairs) if (value !== undefined && value !== '') params.set(name, value);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
};

/** The address of the list under these filters, or of one row of it. */
export const addressOf = (filters: Filters, reminderId?: string): string => {
  const row = reminderId === undefined ? '' : `/${encodeURIComponent(reminderId)}`;
  return `/console/messages${row}${encoded(NAMES.map((name) => [name, filters[name]]))}`;
};

/** The API takes instants. A day of the filter is a whole day of UTC, first and last included. */
const beginOf = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : `${day}T00:00:00.000Z`;
const endOf = (day: string | undefined): string | undefined => (day === undefined ? undefined : `${day}T23:59:59.999Z`);

/** The query of the API. Its page number is for people only. */
export const queryOf = (filters: Filters): string => {
  const { page: _page, from, to, ...rest } = filters;
  return encoded([...Object.entries(rest), ['from', beginOf(from)], ['to', endOf(to)], ['limit', String(PAGE_SIZE)]]);
};

/** Any other filter begins at the first page. */
export const changed = (filters: Filters, change: Filters): Filters => {
  const { after: _after, page: _page, ...rest } = filters;
  return Object.fromEntries(Object.entries({ ...rest, ...change }).filter(([, value]) => value !== ''));
};

export const pageNumber = (filters: Filters): number => Math.max(1, Number(filters.page ?? '1') || 1);

export const nextPage = (filters: Filters, cursor: string): Filters => ({
  ...filters,
  after: cursor,
  page: String(pageNumber(filters) + 1),
});
