/** Runs a contestant in a process of its own over due rows, and proves what it did. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDue } from '../ledger/rows.mjs';
import { checkCalls } from '../exact.mjs';

/** @typedef {import('../ledger/world.mjs').World} World */
/** @typedef {{ ids: string[], at: number[], perSecond: number, cpuMsPerSend: number, rssMb: number }} Told */
/** @typedef {{ world: World, where: object, people: number, zone: string }} Ground */

/** A run that takes longer is stuck. Milliseconds. */
const LIMIT_MS = 120_000;
/** A result that is not in the ledger by then is not going to be. Milliseconds. */
const WRITTEN_WITHIN_MS = 10_000;
const LOOK_MS = 50;

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
   * @returns {Promise<Told & { lateness: Float64Array, mongoMsPerSend: number }>}
   */
  async send({ count, dueAt }) {
    const { world, people, zone } = this.ground;
    this.child.send({ count });
    await this.hear('begun');
    const told = this.hear('ids');
    // Awaited below; until then a failure must not be nobody's.
    told.catch(() => undefined);
    const due = await addDue(world, { count, people, zone, dueAt });
    const before = await mongoCpuMs(world);
    const result = await told;
    const mongoMsPerSend = ((await mongoCpuMs(world)) - before) / count;
    const lateness = checkCalls(due, result);
    await checkLedger(world, [...due.keys()]);
    return { ...result, lateness, mongoMsPerSend };
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

/** Processor time that the store has used; 0 where it does not say. @param {World} world */
async function mongoCpuMs({ db }) {
  const { extra_info: used } = await db.admin().serverStatus();
  return (Number(used?.user_time_us ?? 0) + Number(used?.system_time_us ?? 0)) / 1000;
}

/**
 * A call is over some time before its result is written.
 * @param {World} world
 * @param {readonly string[]} ids
 */
async function allWritten({ db }, ids) {
  const until = Date.now() + WRITTEN_WITHIN_MS;
  const isWriting = { _id: { $in: ids }, state: 'sending' };
  while (Date.now() < until && (await db.collection('reminders').countDocuments(isWriting)) > 0) await sleep(LOOK_MS);
}

/**
 * The ledger says sent of every one, with one attempt and one provider id each.
 * @param {World} world
 * @param {readonly string[]} ids
 */
export async function checkLedger(world, ids) {
  await allWritten(world, ids);
  const { db } = world;
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
