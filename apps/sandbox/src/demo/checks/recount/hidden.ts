/** Groups of fewer clients are not shown (domain rule `k5`). */
export const SMALLEST_GROUP = 5;

/**
 * Names of the groups that must not be shown, from the number of clients in each. Zero may be shown. A hidden group must not be
 * found by taking the shown ones from the whole: so the next smallest hides with it until five clients hide together.
 */
export const hiddenNames = (sizes: ReadonlyMap<string, number>, whole: number): ReadonlySet<string> => {
  const waiting = [...sizes.entries()]
    .filter(([, size]) => size > 0)
    .sort(([name, size], [otherName, otherSize]) => size - otherSize || name.localeCompare(otherName, 'en'));
  if (whole < SMALLEST_GROUP) return new Set(waiting.map(([name]) => name));
  const hidden = new Set<string>();
  let people = 0;
  for (const [name, size] of waiting) {
    const isSmall = size < SMALLEST_GROUP;
    const couldBeFound = hidden.size === 1 || (hidden.size > 0 && people < SMALLEST_GROUP);
    if (!isSmall && !couldBeFound) break;
    hidden.add(name);
    people += size;
  }
  return hidden;
};
