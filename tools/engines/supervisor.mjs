/**
 * A process that owns the engines and services of one run, so that they end with the run however the run ends.
 * It lives in its own session (Ctrl-C does not reach it), takes commands over a local socket, one JSON object a line,
 * and shuts everything down when its tether, the launcher's connection, closes. A background run has no tether.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { isAlive, signalQuietly, startedAt, waitUntil } from './process.mjs';
import { removeRecord, removeTemporary, runAfter, writeRecord } from './registry.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('./supervisor-client.mjs').ChildSpec} ChildSpec */
/** @typedef {{ spec: ChildSpec, process: ChildProcess, pid: number, startedAt?: string, ended: Promise<void> }} Child */

/** A launcher that dies before it has connected must not leave a supervisor behind. */
const TETHER_WITHIN_MS = 15_000;
const ADOPTED_GRACE_MS = 3000;

class Supervisor {
  /** @param {{ id: string, folder: string, dir: string, temporary: boolean, background: boolean }} options */
  constructor(options) {
    this.options = options;
    /** @type {Map<string, Child>} */
    this.children = new Map();
    /** @type {Map<string, { pid: number, startedAt?: string }>} */
    this.adopted = new Map();
    /** @type {Set<import('node:net').Socket>} */
    this.connections = new Set();
    this.tethered = false;
    this.closing = false;
    this.self = { pid: process.pid, startedAt: startedAt(process.pid) };
  }

  listen() {
    this.record();
    const server = createServer((socket) => this.accept(socket));
    server.listen(join(this.options.folder, `${this.options.id}.sock`), () => process.stdout.write('ready\n'));
    setTimeout(() => {
      if (!this.tethered && !this.options.background) void this.shutdown();
    }, TETHER_WITHIN_MS).unref();
  }

  /** @param {import('node:net').Socket} socket */
  accept(socket) {
    this.connections.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.connections.delete(socket));
    createInterface({ input: socket }).on('line', (line) => void this.answer(socket, JSON.parse(line)));
  }

  /**
   * @param {import('node:net').Socket} socket
   * @param {{ id: number, do: string, spec?: ChildSpec, name?: string, pid?: number }} request
   */
  async answer(socket, request) {
    try {
      const result = await this.perform(socket, request);
      if (!socket.destroyed) socket.write(`${JSON.stringify({ id: request.id, result })}\n`);
    } catch (error) {
      socket.write(`${JSON.stringify({ id: request.id, error: String(error) })}\n`);
    }
    if (request.do === 'shutdown') process.exit(0);
  }

  /**
   * @param {import('node:net').Socket} socket
   * @param {{ do: string, spec?: ChildSpec, name?: string, pid?: number }} request
   */
  async perform(socket, request) {
    if (request.do === 'tether') return this.tether(socket);
    if (request.do === 'spawn' && request.spec) return this.spawn(request.spec);
    if (request.do === 'stop' && request.name) return this.stop(request.name);
    if (request.do === 'kill' && request.name) return this.stop(request.name, 0);
    if (request.do === 'adopt' && request.name && request.pid) return this.adopt(request.name, request.pid);
    if (request.do === 'shutdown') return this.stopAll();
    throw new Error(`unknown command ${request.do}`);
  }

  /** @param {import('node:net').Socket} socket */
  tether(socket) {
    this.tethered = true;
    socket.on('close', () => void this.shutdown());
  }

  /** @param {ChildSpec} spec @returns {Promise<{ pid: number }>} */
  async spawn(spec) {
    if (this.closing) throw new Error('the run is ending');
    mkdirSync(dirname(spec.log), { recursive: true });
    const log = openSync(spec.log, 'a');
    const child = spawn(spec.command, [...spec.args], {
      cwd: spec.cwd,
      env: spec.env ?? process.env,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    const pid = child.pid ?? 0;
    const ended = new Promise((resolve) =>
      child.once('exit', (code, signal) => resolve(this.gone(spec, { pid, code, signal }))),
    );
    this.children.set(spec.name, { spec, process: child, pid, startedAt: startedAt(pid), ended });
    this.record();
    return { pid };
  }

  /**
   * @param {ChildSpec} spec
   * @param {{ pid: number, code: number | null, signal: NodeJS.Signals | null }} end
   */
  gone(spec, end) {
    runAfter(spec.after);
    if (this.children.get(spec.name)?.pid === end.pid) this.children.delete(spec.name);
    if (this.closing) return;
    this.record();
    const event = JSON.stringify({ event: 'exit', name: spec.name, ...end });
    for (const socket of this.connections) socket.write(`${event}\n`);
  }

  /**
   * @param {string} name
   * @param {number} [graceMs] its own unless given
   */
  async stop(name, graceMs) {
    const child = this.children.get(name);
    if (!child) return;
    const grace = graceMs ?? child.spec.graceMs;
    signalQuietly(child.pid, grace === 0 ? 'SIGKILL' : 'SIGTERM');
    const hammer = setTimeout(() => signalQuietly(child.pid, 'SIGKILL'), grace);
    await child.ended;
    clearTimeout(hammer);
  }

  /**
   * @param {string} name
   * @param {number} pid
   */
  adopt(name, pid) {
    this.adopted.set(name, { pid, startedAt: startedAt(pid) });
    this.record();
  }

  async stopAdopted() {
    const alive = () => [...this.adopted.values()].filter((process) => isAlive(process));
    for (const { pid } of alive()) signalQuietly(pid, 'SIGTERM');
    await waitUntil(() => alive().length === 0, { timeoutMs: ADOPTED_GRACE_MS });
    for (const { pid } of alive()) signalQuietly(pid, 'SIGKILL');
  }

  /** Services leave before the engines they talk to: the newest tier first. */
  async stopAll() {
    this.closing = true;
    await this.stopAdopted();
    const tiers = [...new Set([...this.children.values()].map((child) => child.spec.tier))].sort((a, b) => b - a);
    for (const tier of tiers) {
      const names = [...this.children].filter(([, child]) => child.spec.tier === tier).map(([name]) => name);
      await Promise.all(names.map((name) => this.stop(name)));
    }
    removeTemporary(this.options);
    removeRecord(this.options.folder, this.options.id);
  }

  async shutdown() {
    if (this.closing) return;
    await this.stopAll();
    process.exit(0);
  }

  record() {
    const { id, dir, temporary, folder } = this.options;
    const children = [...this.children].map(([name, child]) => ({
      name,
      pid: child.pid,
      startedAt: child.startedAt,
      after: child.spec.after,
    }));
    for (const [name, { pid, startedAt: began }] of this.adopted) {
      children.push({ name, pid, startedAt: began, after: undefined });
    }
    writeRecord(folder, { id, supervisor: this.self, children, dir, temporary });
  }
}

const supervisor = new Supervisor(JSON.parse(process.argv[2] ?? '{}'));
process.on('SIGTERM', () => void supervisor.shutdown());
process.on('SIGINT', () => void supervisor.shutdown());
process.on('SIGHUP', () => undefined);
supervisor.listen();
