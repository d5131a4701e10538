#!/usr/bin/env node
/**
 * The engines by themselves, for work on one service or for a test that stops its own engine:
 *   node tools/engines/cli.mjs start --dir DIR [--env FILE] [--only kafka,redis] [--durable]   start in the background
 *   node tools/engines/cli.mjs stop --dir DIR                                                  end that set
 *   node tools/engines/cli.mjs hold --dir DIR [...]           start, print the addresses, end with this command
 *   node tools/engines/cli.mjs locate [--only ...]            say where each engine comes from; downloads if needed
 *   node tools/engines/cli.mjs chromium                       find or install a browser and print its path
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES } from './catalogue.mjs';
import { findChromium } from './chromium.mjs';
import { EXIT_NO_ENGINE, WayFailed } from './errors.mjs';
import { isAlive, signalQuietly, startedAt, waitUntil } from './process.mjs';
import { sweepOrphans } from './registry.mjs';
import { EnginesMissing, locateEngines, startEngines } from './start.mjs';
import { openSupervisor } from './supervisor-client.mjs';

const root = resolve(import.meta.dirname, '..', '..');
const log = (/** @type {string} */ line) => process.stderr.write(`engines: ${line}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'string' },
    env: { type: 'string' },
    only: { type: 'string' },
    durable: { type: 'boolean', default: false },
  },
});

function startOptions() {
  if (!values.dir) throw new Error("--dir is missing: the folder for the engines' data");
  return { root, dir: resolve(values.dir), durable: values.durable, env: process.env, log, only: chosen() };
}

function chosen() {
  const names = values.only?.split(',') ?? [...ENGINES];
  return ENGINES.filter((name) => names.includes(name));
}

/** @param {boolean} background */
async function start(background) {
  const options = startOptions();
  sweepOrphans(process.env, log);
  refuseSecond(options.dir);
  const sources = await locateEngines(options);
  const nothingToStart = [...sources.values()].every(({ from }) => from === 'address');
  if (nothingToStart) return publish(await startEngines(sources, undefined, options));
  const begin = performance.now();
  const { dir } = options;
  const supervisor = await openSupervisor({ dir, temporary: false, background, env: process.env, root });
  try {
    const addresses = await startEngines(sources, supervisor, options);
    log(`ready in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    writeFileSync(recordOf(dir), JSON.stringify({ pid: supervisor.pid, startedAt: startedAt(supervisor.pid) }));
    publish(addresses);
  } catch (error) {
    await supervisor.shutdown();
    throw error;
  }
  if (background) supervisor.release();
}

/** @param {string} dir */
const recordOf = (dir) => join(dir, 'background.json');

/** @param {string} dir */
function refuseSecond(dir) {
  if (!existsSync(recordOf(dir)) || !isAlive(JSON.parse(readFileSync(recordOf(dir), 'utf8')))) return;
  throw new Error(`engines already run from ${dir}; stop them first`);
}

/** @param {Record<string, string>} addresses */
function publish(addresses) {
  const lines = Object.entries(addresses).map(([key, value]) => `export ${key}='${value}'`);
  process.stdout.write(`${lines.join('\n')}\n`);
  if (values.env) writeFileSync(values.env, `${lines.join('\n')}\n`);
}

async function stop() {
  const { dir } = startOptions();
  const record = recordOf(dir);
  if (!existsSync(record)) return log(`nothing runs from ${dir}`);
  const supervisor = JSON.parse(readFileSync(record, 'utf8'));
  if (isAlive(supervisor)) signalQuietly(supervisor.pid, 'SIGTERM');
  await waitUntil(() => !isAlive(supervisor), { timeoutMs: 60_000 });
  rmSync(record, { force: true });
  sweepOrphans(process.env, log);
  log('stopped');
}

async function printSources() {
  const sources = await locateEngines({ root, dir: '', durable: false, env: process.env, log, only: chosen() });
  for (const [name, source] of sources) process.stdout.write(`${name} ${JSON.stringify(source)}\n`);
}

const COMMANDS = {
  start: () => start(true),
  hold: () => start(false),
  stop,
  locate: printSources,
  chromium: async () => process.stdout.write(`${await findChromium({ env: process.env, log })}\n`),
};

try {
  const command = COMMANDS[/** @type {keyof typeof COMMANDS} */ (positionals[0] ?? '')];
  if (!command) throw new Error(`say one of: ${Object.keys(COMMANDS).join(', ')}`);
  await command();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}${error instanceof WayFailed && error.fix ? `\nTo fix it: ${error.fix}` : ''}\n`);
  process.exitCode = error instanceof EnginesMissing || error instanceof WayFailed ? EXIT_NO_ENGINE : 1;
}
