/** Runs a contestant in a process of its own over due rows, and proves what it did. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { addDue } from '../ledger/rows.mjs';

/** @typedef {import('../ledger/world.mjs').World} World */
/** @typedef {{ ids: string[], at: number[], perSecond: number, cpuMsPerSend: number, rssMb: number }} Told */
/** @typedef {{ world: World, where: object, people: number, zone: string }} Ground */

/** A run that takes longer is stuck. Milliseconds. */
const LIMIT_MS = 120_000;

export class Contestant {
  /**
   * @param {string} name
   * @param {Ground} ground
   */
  constructor(name, ground) {
    this.name = name;
    this.ground = ground;
    const execArgv =
      process.env['BENCH_PROFILE'] === name ? ['--cpu-prof', '--cpu-prof-dir=/tmp/aftercare-bench-profiles'] : [];
    this.child = fork(join(import.meta.dirname, `${name}.mjs`), [JSON.stringify(ground.where)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv,
    });
    this.ended = once(this.child, 'exit');
  }

  /** @returns {Promise<any>} the next message of that kind */
  async hear(/** @type {string} */ key) {
    const limit = AbortSignal.timeout(LIMIT_MS);
    for (;;) {
      const [message] = await Promise.race([
        once(this.child, 'message', { signal: limit }),
        this.ended.then(() => Promise.reject(new Error(`${this.name} ended early`))),
      ]);
      if (key in message) return message;
    }
  }

  async ready() {
    await this.hear('ready');
  }

  /**
   * @param {{ count: number, dueAt: (index: number) => Date }} how
   * @returns {Promise<Told & { lateness: Float64Array }>}
   */
  async send({ count, dueAt }) {
    const { world, people, zone } = this.ground;
    this.child.send({ count });
    await this.hear('begun');
    const told = this.hear('ids');
    // Awaited below; until then a failure must not be nobody's.
    told.catch(() => undefined);
    const due = await addDue(world, { count, people, zone, dueAt });
    const result = await told;
    const lateness = checkCalls(due, result);
    await checkLedger(world, [...due.keys()]);
    return { ...result, lateness };
  }

  async stop() {
    this.child.send({ stop: true });
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    await this.ended;
    clearTimeout(timer);
  }

  kill() {
    this.child.kill('SIGKILL');
  }
}

/**
 * Every due row was called for exactly once, none before its time, nothing else.
 * @param {ReadonlyMap<string, number>} due
 * @param {Told} told
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
 * The ledger says sent of every one, with one attempt and one provider id each.
 * @param {World} world
 * @param {readonly string[]} ids
 */
export async function checkLedger({ db }, ids) {
  const sent = await db.collection('reminders').countDocuments({ _id: { $in: ids }, state: 'sent' });
  const attempts = await db
    .collection('attempts')
    .aggregate([
      { $match: { reminderId: { $in: ids } } },
      { $group: { _id: '$reminderId', calls: { $sum: 1 }, ids: { $addToSet: '$providerId' } } },
      { $match: { calls: 1, 'ids.0': { $exists: true } } },
      { $count: 'rows' },
    ])
    .toArray();
  const proven = attempts[0]?.rows ?? 0;
  if (sent !== ids.length || proven !== ids.length)
    throw new Error(`of ${ids.length} the ledger has ${sent} sent and ${proven} with one attempt and its provider id`);
}

/**
 * @param {Float64Array} sorted
 * @param {number} share
 */
export const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
