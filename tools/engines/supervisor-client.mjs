import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runsFolder } from './registry.mjs';

/**
 * A process to keep.
 * @typedef {object} ChildSpec
 * @property {string} name unique in the run
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} log file that gets its output, appended
 * @property {number} tier higher tiers are stopped first: engines 0, services 1
 * @property {number} graceMs from SIGTERM to SIGKILL; 0 kills at once
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {readonly string[]} [after] command to run when it is gone
 */

/** @typedef {{ dir: string, temporary: boolean, background: boolean, env: NodeJS.ProcessEnv, root: string }} SupervisorOptions */

/** The launcher's side of the supervisor. Emits `exit` ({ name, pid, code, signal }) when a child ended by itself. */
export class SupervisorClient extends EventEmitter {
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #next = 1;
  #socket;

  /**
   * @param {import('node:net').Socket} socket
   * @param {{ id: string, pid: number }} identity
   */
  constructor(socket, identity) {
    super();
    this.#socket = socket;
    this.id = identity.id;
    this.pid = identity.pid;
    createInterface({ input: socket }).on('line', (line) => this.#receive(JSON.parse(line)));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#lost());
  }

  /** @param {ChildSpec} spec @returns {Promise<{ pid: number }>} */
  spawn(spec) {
    return /** @type {Promise<{ pid: number }>} */ (this.#ask({ do: 'spawn', spec }));
  }

  /** @param {string} name */
  async stop(name) {
    await this.#ask({ do: 'stop', name });
  }

  /** A crash: no time to tidy up. @param {string} name */
  async kill(name) {
    await this.#ask({ do: 'kill', name });
  }

  /**
   * Puts a process that somebody else started under the run: it is ended with it.
   * @param {string} name
   * @param {number} pid
   */
  async adopt(name, pid) {
    await this.#ask({ do: 'adopt', name, pid });
  }

  async tether() {
    await this.#ask({ do: 'tether' });
  }

  /** Ends every child and the supervisor itself. */
  async shutdown() {
    if (this.#socket.destroyed) return;
    await this.#ask({ do: 'shutdown' }).catch(() => undefined);
    this.#socket.destroy();
  }

  /** Leaves a background run to itself. */
  release() {
    this.#socket.destroy();
  }

  /** @param {object} request */
  #ask(request) {
    if (this.#socket.destroyed) return Promise.reject(new Error('the supervisor of this run is gone'));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  /** @param {{ id?: number, result?: unknown, error?: string, event?: string }} message */
  #receive(message) {
    if (message.event) this.emit(message.event, message);
    const waiting = this.#waiting.get(message.id ?? 0);
    this.#waiting.delete(message.id ?? 0);
    if (message.error) waiting?.reject(new Error(message.error));
    else waiting?.resolve(message.result);
  }

  #lost() {
    for (const { reject } of this.#waiting.values()) reject(new Error('the supervisor of this run is gone'));
    this.#waiting.clear();
    this.emit('lost');
  }
}

/** @param {SupervisorOptions} options @returns {Promise<SupervisorClient>} */
export async function openSupervisor({ dir, temporary, background, env, root }) {
  const id = randomUUID().slice(0, 13);
  const folder = runsFolder(env);
  const script = join(root, 'tools', 'engines', 'supervisor.mjs');
  const options = JSON.stringify({ id, folder, dir, temporary, background });
  const child = spawn(process.execPath, [script, options], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env,
    cwd: '/',
  });
  const ready = once(child.stdout, 'data').then(() => true);
  const failed = once(child, 'exit').then(() => false);
  if (!(await Promise.race([ready, failed]))) throw new Error('the supervisor of this run did not start');
  child.stdout.destroy();
  child.unref();
  const client = await connectSupervisor(folder, { id, pid: child.pid ?? 0 });
  if (!background) await client.tether();
  return client;
}

/**
 * @param {string} folder
 * @param {{ id: string, pid: number }} identity
 */
export async function connectSupervisor(folder, identity) {
  const socket = createConnection(join(folder, `${identity.id}.sock`));
  await once(socket, 'connect');
  return new SupervisorClient(socket, identity);
}
