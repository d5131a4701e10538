import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { eventually } from '../eventually.js';
import { freePort } from './free-port.js';

/** A built service under plain `node`, for end-to-end tests. */
export interface StartedService {
  readonly address: string;
  readonly pid: number;
  /** What it wrote to both streams, for a failing test's message. */
  output(): string;
  /** SIGTERM; the exit code (0 after an orderly end), or the name of the signal that ended it. */
  stop(): Promise<number | string>;
  /** SIGKILL: a crash. */
  kill(): Promise<number | string>;
}

export interface StartOptions {
  /** The built `dist/main.js`. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  /** Real time until `/health/ready` must answer 200. */
  readonly readyWithinMs?: number;
}

const READY_WITHIN_MS = 60_000;
/** A test's output is read by people. */
const KEPT_CHARACTERS = 20_000;

const endOf = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')));

const recorder = (child: ChildProcess): (() => string) => {
  let text = '';
  const keep = (chunk: Buffer): void => void (text = (text + chunk.toString()).slice(-KEPT_CHARACTERS));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text;
};

const isReady = async (address: string, child: ChildProcess): Promise<boolean> => {
  if (child.exitCode !== null) return true;
  const { ok } = await fetch(`${address}/health/ready`);
  return ok;
};

/** Starts a service and waits until it is ready. Only `env`, `PATH` and a free `PORT` reach it. */
export const startService = async ({
  main,
  env,
  readyWithinMs = READY_WITHIN_MS,
}: StartOptions): Promise<StartedService> => {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = recorder(child);
  const end = endOf(child);
  const address = `http://127.0.0.1:${port}`;
  const endWith = (signal: 'SIGTERM' | 'SIGKILL') => () => {
    child.kill(signal);
    return end;
  };
  try {
    await eventually(() => isReady(address, child), { timeoutMs: readyWithinMs, everyMs: 50 });
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Error(`${main} did not become ready:\n${output()}`, { cause });
  }
  return { address, pid: child.pid ?? -1, output, stop: endWith('SIGTERM'), kill: endWith('SIGKILL') };
};
