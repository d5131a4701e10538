/** A group may be shown from this many clients on (domain.md 3.5, profile k5). */
export const LEAST_CLIENTS = 5;

/**
 * Which groups stay hidden, given the number of clients behind each. All groups together are the whole, which is shown from five on,
 * so a single hidden group could be worked out: the next smallest goes with it, until the hidden ones together are five at least.
 */
export const hiddenGroups = (clients: ReadonlyMap<string, number>, whole: number): ReadonlySet<string> => {
  const filled = [...clients]
    .filter(([, count]) => count > 0)
    .sort((one, other) => one[1] - other[1] || (one[0] < other[0] ? -1 : 1));
  if (whole < LEAST_CLIENTS) return new Set(filled.map(([key]) => key));
  const hidden = filled.filter(([, count]) => count < LEAST_CLIENTS);
  const total = (): number => hidden.reduce((sum, [, count]) => sum + count, 0);
  for (const group of filled.slice(hidden.length)) {
    if (hidden.length === 0 || (hidden.length > 1 && total() >= LEAST_CLIENTS)) break;
    hidden.push(group);
  }
  return new Set(hidden.map(([key]) => key));
};
