import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADDRESS_KEYS, ENGINES, TITLES } from './catalogue.mjs';
import { EngineUnavailable, describeFailures } from './errors.mjs';
import { kafka } from './kafka.mjs';
import { locate } from './locate.mjs';
import { mongodb } from './mongodb.mjs';
import { freePorts } from './ports.mjs';
import { waitUntil } from './process.mjs';
import { redis } from './redis.mjs';

/** @typedef {import('./catalogue.mjs').EngineName} EngineName */
/** @typedef {import('./locate.mjs').Source} Source */
/** @typedef {import('./supervisor-client.mjs').SupervisorClient} SupervisorClient */
/** @typedef {{ command: string, args: readonly string[], after?: readonly string[], identity?: string }} Plan */
/**
 * What differs from engine to engine.
 * @typedef {object} Engine
 * @property {EngineName} name
 * @property {number} portCount
 * @property {number} readyWithinMs
 * @property {(context: { dir: string, ports: readonly number[], source: Source, runId: string, durable: boolean }) => Promise<Plan>} plan
 * @property {(ports: readonly number[]) => string} address
 * @property {(context: { ports: readonly number[], durable: boolean, pid: number, isContainer: boolean, identity?: string }) => Promise<boolean>} ready
 */
/**
 * @typedef {object} StartOptions
 * @property {string} root the project's folder
 * @property {string} dir the run's data
 * @property {boolean} durable data is kept for a later run
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} log
 * @property {readonly EngineName[]} [only]
 */

/** @type {Record<EngineName, Engine>} */
const PARTS = { mongodb, kafka, redis };
/** A free port can be taken by somebody else between choosing and listening; then others are chosen. */
const ATTEMPTS = 4;

/**
 * Finds the engines; whatever cannot be had is reported in one error.
 * @param {StartOptions} options
 * @returns {Promise<Map<EngineName, Source>>}
 */
export async function locateEngines({ root, env, log, only = ENGINES }) {
  const surroundings = { env, log, checksums: join(root, 'tools', 'engines', 'checksums.json') };
  /** @type {Map<EngineName, Source>} */
  const sources = new Map();
  /** @type {EngineUnavailable[]} */
  const failures = [];
  // One after the other: two package clients at once would only share one line to the network, and apt allows one.
  for (const name of only) {
    try {
      sources.set(name, await locate(name, surroundings));
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new EnginesMissing(failures);
  return sources;
}

/** One or more engines cannot be had. */
export class EnginesMissing extends Error {
  /** @param {readonly EngineUnavailable[]} failures */
  constructor(failures) {
    super(describeFailures(failures));
    this.name = 'EnginesMissing';
  }
}

/**
 * Starts what has no address of its own and waits until all of it serves.
 * @param {Map<EngineName, Source>} sources
 * @param {SupervisorClient | undefined} supervisor not needed when every address is given
 * @param {StartOptions} options
 * @returns {Promise<Record<string, string>>} the variables that give the addresses
 */
export async function startEngines(sources, supervisor, options) {
  mkdirSync(options.dir, { recursive: true });
  const entries = await Promise.all(
    [...sources].map(async ([name, source]) => {
      if (source.from === 'address') return [ADDRESS_KEYS[name], source.address];
      if (!supervisor) throw new Error(`${TITLES[name]} has to be started, but there is no supervisor`);
      return [ADDRESS_KEYS[name], await startOne(PARTS[name], source, supervisor, options)];
    }),
  );
  return Object.fromEntries(entries);
}

/**
 * @param {Engine} engine
 * @param {Source} source
 * @param {SupervisorClient} supervisor
 * @param {StartOptions} options
 */
async function startOne(engine, source, supervisor, options) {
  const log = join(options.dir, `${engine.name}.log`);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const ports = await freePorts(engine.portCount, attempt === 1 ? rememberedPorts(options.dir, engine.name) : []);
    const plan = await engine.plan({ dir: options.dir, ports, source, runId: supervisor.id, durable: options.durable });
    const isContainer = source.from === 'docker';
    const spec = { ...plan, name: engine.name, log, tier: 0, graceMs: options.durable ? 20_000 : 0, cwd: options.dir };
    const outcome = await launch(engine, supervisor, {
      spec,
      ports,
      durable: options.durable,
      isContainer,
      identity: plan.identity,
    });
    if (outcome === 'ready') {
      rememberPorts(options.dir, engine.name, ports);
      return engine.address(ports);
    }
    options.log(`${TITLES[engine.name]} ${outcome}${attempt < ATTEMPTS ? '; trying other ports' : ''}`);
  }
  throw new Error(`${TITLES[engine.name]} does not start. The end of ${log}:\n${tail(log)}`);
}

/**
 * @param {Engine} engine
 * @param {SupervisorClient} supervisor
 * @param {{ spec: import('./supervisor-client.mjs').ChildSpec, ports: readonly number[], durable: boolean,
 *   isContainer: boolean, identity?: string }} attempt
 * @returns {Promise<string>} 'ready', or what happened instead
 */
async function launch(engine, supervisor, { spec, ...probe }) {
  let exited = false;
  const onExit = (/** @type {{ name: string }} */ event) => {
    if (event.name === engine.name) exited = true;
  };
  const onLost = () => {
    exited = true;
  };
  supervisor.on('exit', onExit).once('lost', onLost);
  try {
    const { pid } = await supervisor.spawn(spec);
    let isReady = false;
    const probeOnce = async () => {
      if (exited) return true;
      isReady = await engine.ready({ ...probe, pid });
      return isReady;
    };
    await waitUntil(probeOnce, { timeoutMs: engine.readyWithinMs, everyMs: 50 });
    if (isReady && !exited) return 'ready';
    await supervisor.stop(engine.name);
    return exited ? 'ended at once' : `was not ready within ${engine.readyWithinMs / 1000} s`;
  } finally {
    supervisor.off('exit', onExit).off('lost', onLost);
  }
}

/** @param {string} dir */
const portsFile = (dir) => join(dir, 'ports.json');

/**
 * @param {string} dir
 * @param {EngineName} name
 * @returns {readonly number[]} the ports of the run before, so that addresses written down somewhere stay right
 */
function rememberedPorts(dir, name) {
  if (!existsSync(portsFile(dir))) return [];
  const ports = JSON.parse(readFileSync(portsFile(dir), 'utf8'));
  return ports[name] ?? [];
}

/**
 * @param {string} dir
 * @param {EngineName} name
 * @param {readonly number[]} ports
 */
function rememberPorts(dir, name, ports) {
  const all = existsSync(portsFile(dir)) ? JSON.parse(readFileSync(portsFile(dir), 'utf8')) : {};
  writeFileSync(portsFile(dir), `${JSON.stringify({ ...all, [name]: ports })}\n`);
}

/** @param {string} file */
function tail(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n') : '(no log)';
}
