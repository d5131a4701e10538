/** Groups of fewer clients are not shown (domain rule `k5`). */
export const SMALLEST_GROUP = 5;

/**
 * Names of the groups that must not be shown, from the clients in each; somebody may be in several. A hidden group must not be found
 * by taking the shown ones from the whole: so the next smallest hides with it until five different clients hide together.
 */
export const hiddenNames = (groups: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> => {
  const waiting = [...groups.entries()]
    .filter(([, { size }]) => size > 0)
    .sort(([name, { size }], [otherName, other]) => size - other.size || name.localeCompare(otherName, 'en'));
  const everybody = new Set(waiting.flatMap(([, clients]) => [...clients]));
  if (everybody.size < SMALLEST_GROUP) return new Set(waiting.map(([name]) => name));
  const hidden = new Set<string>();
  const people = new Set<string>();
  for (const [name, clients] of waiting) {
    const couldBeFound = hidden.size > 0 && people.size < SMALLEST_GROUP;
    if (clients.size >= SMALLEST_GROUP && !couldBeFound) break;
    hidden.add(name);
    for (const client of clients) people.add(client);
  }
  return hidden;
};
