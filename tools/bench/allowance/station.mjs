/** Processes of a benchmark of allowances: a provider that writes down its calls, the owners, and services that send. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process that takes longer is stuck. Milliseconds. */
const LIMIT_MS = 120_000;

/**
 * @param {string} file
 * @param {object} [given]
 */
const start = (file, given) =>
  fork(join(import.meta.dirname, file), given ? [JSON.stringify(given)] : [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

/** @param {import('node:child_process').ChildProcess} child */
async function hear(child) {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(LIMIT_MS)]);
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('a process of the benchmark ended early');
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message;
  } finally {
    over.abort();
    ended.catch(() => undefined);
  }
}

/** @typedef {{ from: string, id: string, at: number }} Call */

export class Station {
  /** @type {import('node:child_process').ChildProcess[]} */
  services = [];

  async open() {
    this.owners = start('../sending/owners.mjs');
    this.provider = start('provider.mjs');
    [this.ownersUrl, this.providerUrl] = (await Promise.all([hear(this.owners), hear(this.provider)])).map(
      ({ url }) => url,
    );
  }

  /** @param {object} where @param {{ perSecond: number, processes: number }} how */
  async serve(where, { perSecond, processes }) {
    const { ownersUrl, providerUrl } = this;
    for (let part = 0; part < processes; part += 1) {
      const given = { ...where, ownersUrl, providerUrl, perSecond, part, parts: processes };
      this.services.push(start('service.mjs', given));
    }
    await Promise.all(this.services.map(hear));
  }

  /** @returns {Promise<readonly Call[]>} the calls since they were asked for last */
  async calls() {
    if (!this.provider) return [];
    this.provider.send({});
    return (await hear(this.provider)).calls;
  }

  async stopServices() {
    for (const service of this.services) {
      const ended = once(service, 'exit');
      service.send({});
      const timer = setTimeout(() => service.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(timer);
    }
    this.services = [];
  }

  close() {
    for (const child of [...this.services, this.owners, this.provider]) child?.kill('SIGKILL');
  }
}

/** The most calls that came in any one second, whatever its first moment. @param {readonly number[]} at */
export function mostInASecond(at) {
  const sorted = [...at].sort((one, other) => one - other);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; last += 1) {
    while ((sorted[last] ?? 0) - (sorted[first] ?? 0) >= 1000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** The part of the allowance that was used while there was enough to send. @param {readonly number[]} at @param {number} perSecond */
export function usedShare(at, perSecond) {
  const sorted = [...at].sort((one, other) => one - other);
  // In the first second the sender begins, in the last one it runs out of reminders.
  const [from, to] = [(sorted[0] ?? 0) + 1000, (sorted.at(-1) ?? 0) - 1000];
  const calls = sorted.filter((one) => one >= from && one < to).length;
  return calls / perSecond / ((to - from) / 1000);
}
