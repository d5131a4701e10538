/** The filter line of the ledger lives in the address, so that it survives reload and Back (K7.3). */
export interface Filters {
  /** One or several, separated by commas. */
  readonly state?: string;
  readonly family?: string;
  readonly channel?: string;
  readonly reason?: string;
  readonly client?: string;
  /** Days at the clinic, first and last included. */
  readonly from?: string;
  readonly to?: string;
  /** Cursors of all pages up to this one, separated by dots: the way back. */
  readonly after?: string;
}

const NAMES = ['state', 'family', 'channel', 'reason', 'client', 'from', 'to', 'after'] as const;
const PAGE_SIZE = 50;
const DAYS_AHEAD = 7;
const DAY_MS = 24 * 3_600_000;

export const filtersOf = (search: string): Filters => {
  const params = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? '']).filter(([, value]) => value !== ''));
};

const encoded = (pairs: readonly (readonly [string, string | undefined])[]): string => {
  const params = new URLSearchParams();
  for (const [name, value] of pairs) if (value !== undefined && value !== '') params.set(name, value);
  const text = params.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
};

/** The address of the list under these filters, or of one row of it. `all` tells every line from the first look, which has no query. */
export const addressOf = (filters: Filters, reminderId?: string): string => {
  const row = reminderId === undefined ? '' : `/${encodeURIComponent(reminderId)}`;
  const query = encoded(NAMES.map((name) => [name, filters[name]]));
  return `/console/messages${row}${query === '' ? '?all' : query}`;
};

/** The ledger opens on today and the next seven days (ux.md K7). */
export const firstLook = (today: string): Filters => ({
  from: today,
  to: new Date(Date.parse(`${today}T00:00:00Z`) + DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10),
});

/** Everything that may still be sent to a client. */
export const stillToCome = (client: string): Filters => ({ client, state: 'planned,held,sending,unknown' });

export const cursorsIn = ({ after }: Filters): readonly string[] => (after === undefined ? [] : after.split('.'));

/** What the API counts. */
export const totalsQueryOf = ({ after: _after, ...filters }: Filters): string => encoded(Object.entries(filters));

/** What the API lists: rows that failed or have no known end first. */
export const queryOf = (filters: Filters): string => {
  const { after: _after, ...rest } = filters;
  const place: Readonly<Record<string, string | undefined>> = {
    after: cursorsIn(filters).at(-1),
    order: 'attention',
    limit: String(PAGE_SIZE),
  };
  return encoded([...Object.entries(rest), ...Object.entries(place)]);
};

/** Any other filter begins at the first page. */
export const changed = (filters: Filters, change: Filters): Filters => {
  const { after: _after, ...rest } = filters;
  return Object.fromEntries(Object.entries({ ...rest, ...change }).filter(([, value]) => value !== ''));
};

/** The page under these filters that this way leads to. */
export const atPage = (filters: Filters, cursors: readonly string[]): Filters => ({
  ...changed(filters, {}),
  ...(cursors.length === 0 ? {} : { after: cursors.join('.') }),
});

export const statesOf = ({ state }: Filters): readonly string[] => (state === undefined ? [] : state.split(','));
