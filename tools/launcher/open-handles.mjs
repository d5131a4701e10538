/**
 * A reporter of jest: a run whose tests are over must end. Where something that a test left open holds the process, this
 * names it with the spec after which it was first seen, and ends the run as a failure.
 */
import { relative } from 'node:path';

/** Machine time that a process gets to end by itself. */
const PATIENCE_MS = 60_000;

/** @typedef {{ constructor: { name: string }, remoteAddress?: string, remotePort?: number, spawnfile?: string, pid?: number, address?: () => unknown }} Handle */

/**
 * What keeps the process alive, by the only list Node has; it is internal, so it may be missing one day.
 * @returns {readonly Handle[]}
 */
function openHandles() {
  const list = Reflect.get(process, '_getActiveHandles');
  const handles = typeof list === 'function' ? list.call(process) : [];
  return handles.filter((/** @type {unknown} */ handle) => !ownStreams().includes(handle));
}

/** @returns {readonly unknown[]} */
function ownStreams() {
  return [process.stdin, process.stdout, process.stderr];
}

/** @param {Handle} handle */
function nameOf(handle) {
  const { remoteAddress, remotePort, spawnfile, pid } = handle;
  if (spawnfile) return `process ${pid} of ${spawnfile}`;
  if (remoteAddress) return `connection to ${remoteAddress}:${remotePort}`;
  const kind = handle.constructor.name;
  return handle.address ? `${kind} on ${JSON.stringify(handle.address())}` : kind;
}

export default class OpenHandles {
  /** @type {WeakMap<Handle, string>} */
  #firstSeen = new WeakMap();
  #patienceMs;

  /**
   * @param {unknown} _config jest's
   * @param {{ patienceMs?: number }} [options]
   */
  constructor(_config, { patienceMs = PATIENCE_MS } = {}) {
    this.#patienceMs = patienceMs;
  }

  /** @param {{ path: string }} test */
  onTestFileResult({ path }) {
    for (const handle of openHandles())
      if (!this.#firstSeen.has(handle)) this.#firstSeen.set(handle, relative(process.cwd(), path));
  }

  onRunComplete() {
    setTimeout(() => this.#giveUp(), this.#patienceMs).unref();
  }

  #giveUp() {
    const lines = openHandles().map((handle) => `${nameOf(handle)}, ${this.#originOf(handle)}`);
    const kinds = [...new Set(process.getActiveResourcesInfo())].join(', ');
    say(`the tests are over, but after ${this.#patienceMs / 1000} s something still holds the process (${kinds}):`);
    for (const line of new Set(lines)) say(`  ${line}`);
    process.exit(1);
  }

  /** @param {Handle} handle */
  #originOf(handle) {
    const spec = this.#firstSeen.get(handle);
    return spec ? `first seen after ${spec}` : 'opened after the last test';
  }
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
