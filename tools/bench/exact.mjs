/** Proofs that every benchmark gives before its figures count. Each throws with what is wrong. */

/**
 * Every due row was called for exactly once, none before its time, nothing else.
 * @param {ReadonlyMap<string, number>} due
 * @param {{ ids: readonly string[], at: readonly number[] }} told
 */
export function checkCalls(due, { ids, at }) {
  if (ids.length !== due.size || new Set(ids).size !== due.size)
    throw new Error(`${ids.length} calls about ${new Set(ids).size} reminders, not one for each of ${due.size}`);
  const lateness = new Float64Array(ids.length);
  for (const [index, id] of ids.entries()) {
    const when = due.get(id);
    if (when === undefined) throw new Error(`${id} was sent and was not due`);
    lateness[index] = (at[index] ?? 0) - when;
    if ((lateness[index] ?? 0) < 0) throw new Error(`${id} was sent ${-(lateness[index] ?? 0)} ms early`);
  }
  return lateness.sort();
}

/**
 * Every row was published once and is marked; where order is promised, the rows of a key came in the order of their versions.
 * @param {readonly { id: string, key: string }[]} records as they stand in the topic, in the order of each partition
 * @param {readonly { _id: string, order: { version: number }, publishedAt: Date | null }[]} stored
 * @param {{ count: number, inOrder: boolean }} wanted
 */
export function checkRecords(records, stored, { count, inOrder }) {
  const byId = new Map(stored.map((row) => [row._id, row]));
  const isEach = records.length === count && new Set(records.map(({ id }) => id)).size === count;
  if (!isEach || records.some(({ id }) => !byId.has(id)))
    throw new Error(`the topic does not have each of ${count} events once`);
  if (stored.length !== count || stored.some(({ publishedAt }) => publishedAt === null))
    throw new Error('a row is not marked');
  if (!inOrder) return;
  const last = new Map();
  for (const { id, key } of records) {
    const version = byId.get(id)?.order.version ?? 0;
    if (version < (last.get(key) ?? 0)) throw new Error(`${key}: version ${version} came after ${last.get(key)}`);
    last.set(key, version);
  }
}

/**
 * @param {Float64Array} sorted
 * @param {number} share
 */
export const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
