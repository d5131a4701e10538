import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EXIT_NO_ENGINE, WayFailed } from '../engines/errors.mjs';
import { TEMPORARY_PREFIX, sweepOrphans } from '../engines/registry.mjs';
import { EnginesMissing, locateEngines, startEngines } from '../engines/start.mjs';
import { openSupervisor } from '../engines/supervisor-client.mjs';
import { build } from './build.mjs';
import { SetupError, prepare } from './stage1.mjs';

/** @typedef {import('../engines/supervisor-client.mjs').SupervisorClient} SupervisorClient */

export const root = resolve(import.meta.dirname, '..', '..');

/** @param {string} line */
export function log(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * One run of the launcher: dependencies there, everything built, engines up. Ends with `close`, by a signal, or with
 * the death of this process, which the supervisor notices.
 */
export class Session {
  #aborter = new AbortController();
  /** @type {Promise<void> | undefined} */
  #closing;

  /**
   * @param {SupervisorClient} supervisor
   * @param {{ dir: string, addresses: Record<string, string> }} run
   */
  constructor(supervisor, { dir, addresses }) {
    this.supervisor = supervisor;
    this.dir = dir;
    this.addresses = addresses;
    this.signal = this.#aborter.signal;
    for (const [name, code] of /** @type {const} */ ([
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ])) {
      process.on(name, () => void this.#leave(code));
    }
  }

  /** @param {number} code */
  async #leave(code) {
    this.#aborter.abort();
    await this.close();
    process.exit(code);
  }

  close() {
    this.#closing ??= this.supervisor.shutdown();
    return this.#closing;
  }
}

/**
 * @param {{ dataDir?: string }} [options] where data is kept; without it the data goes with the run
 * @returns {Promise<Session>}
 */
export async function openSession({ dataDir } = {}) {
  const stage = { root, env: process.env, log };
  await prepare(stage);
  sweepOrphans(process.env, log);
  const temporary = dataDir === undefined;
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), TEMPORARY_PREFIX));
  mkdirSync(dir, { recursive: true });
  const options = {
    root,
    dir,
    durable: !temporary,
    env: process.env,
    log: (/** @type {string} */ line) => log(`engines: ${line}`),
  };
  const supervisor = await openSupervisor({ dir, temporary, background: false, env: process.env, root });
  try {
    const [addresses] = await bothOrNeither([bringUp(supervisor, options), build(stage)]);
    return new Session(supervisor, { dir, addresses });
  } catch (error) {
    await supervisor.shutdown();
    throw error;
  }
}

/**
 * Waits for both before failing, so that nothing is still being written when the run is taken down.
 * @template A, B
 * @param {[Promise<A>, Promise<B>]} works
 * @returns {Promise<[A, B]>}
 */
async function bothOrNeither(works) {
  const results = await Promise.allSettled(works);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return Promise.all(works);
}

/**
 * @param {SupervisorClient} supervisor
 * @param {import('../engines/start.mjs').StartOptions} options
 */
async function bringUp(supervisor, options) {
  const sources = await locateEngines(options);
  const begin = performance.now();
  const addresses = await startEngines(sources, supervisor, options);
  options.log(`MongoDB, Kafka and Redis ready in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  return addresses;
}

/**
 * Runs a command of the launcher: its result is the exit code, an error that a reader can act on is told without a stack.
 * @param {() => Promise<number>} command
 */
export async function main(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isExpected = error instanceof SetupError || error instanceof EnginesMissing || error instanceof WayFailed;
    log(isExpected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (error instanceof WayFailed && error.fix) log(`To fix it: ${error.fix}`);
    process.exitCode = error instanceof EnginesMissing || error instanceof WayFailed ? EXIT_NO_ENGINE : 1;
  }
}
