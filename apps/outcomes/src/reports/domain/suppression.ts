/** A group may be shown from this many clients on (domain.md 3.5, profile k5). */
export const LEAST_CLIENTS = 5;

/** The clients behind each group, by any name; one may stand in several. */
export type Members = ReadonlyMap<string, ReadonlySet<number>>;

export interface Hidden {
  /** Also what all groups are together. */
  readonly whole: boolean;
  readonly groups: ReadonlySet<string>;
}

const isFew = ({ size }: { readonly size: number }): boolean => size < LEAST_CLIENTS;

const together = (groups: readonly (readonly [string, ReadonlySet<number>])[]): ReadonlySet<number> =>
  new Set(groups.flatMap(([, clients]) => [...clients]));

/**
 * Which groups stay hidden. All groups together are the whole, which is shown from five clients on, so what is hidden can be worked
 * out from what is shown: the next smallest groups go along until five different people at least stand behind the hidden ones.
 */
export const hiddenOf = (members: Members): Hidden => {
  const filled = [...members]
    .filter(([, clients]) => clients.size > 0)
    .sort((one, other) => one[1].size - other[1].size || (one[0] < other[0] ? -1 : 1));
  if (isFew(together(filled))) return { whole: filled.length > 0, groups: new Set(filled.map(([key]) => key)) };
  const hidden = filled.filter(([, clients]) => isFew(clients));
  for (const group of filled.slice(hidden.length)) {
    if (hidden.length === 0 || !isFew(together(hidden))) break;
    hidden.push(group);
  }
  return { whole: false, groups: new Set(hidden.map(([key]) => key)) };
};
