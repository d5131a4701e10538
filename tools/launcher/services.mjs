import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../engines/ports.mjs';
import { waitUntil } from '../engines/process.mjs';
import { SERVICES, WISHED_PORTS, serviceEnvironment } from './environment.mjs';
import { SetupError } from './stage1.mjs';

/** @typedef {import('../engines/supervisor-client.mjs').SupervisorClient} SupervisorClient */
/** @typedef {import('./environment.mjs').ServicePorts} ServicePorts */

const READY_WITHIN_MS = 90_000;
const GRACE_MS = 10_000;
const HEALTH_PATH = '/health/ready';

/**
 * @param {boolean} asWished the same addresses at each start, as far as they are free
 * @returns {Promise<ServicePorts>}
 */
export async function chooseServicePorts(asWished) {
  const names = [...SERVICES.map(({ name }) => name), 'smtp'];
  const wishes = /** @type {Record<string, number>} */ (WISHED_PORTS);
  const free = await freePorts(names.length, asWished ? names.map((name) => wishes[name]) : []);
  const ports = Object.fromEntries(names.map((name, index) => [name, free[index] ?? 0]));
  return { ports, smtpPort: ports['smtp'] ?? 0 };
}

/**
 * Starts the built services under the run's supervisor and waits until each says that it is ready.
 * @param {SupervisorClient} supervisor
 * @param {{ root: string, logs: string, common: Record<string, string>, ports: ServicePorts, given: NodeJS.ProcessEnv,
 *   log: (line: string) => void }} run
 */
export async function startServices(supervisor, run) {
  const begin = performance.now();
  const missing = SERVICES.filter(({ entry }) => !existsSync(join(run.root, entry)));
  if (missing.length > 0) throw new SetupError(`not built: ${missing.map(({ entry }) => entry).join(', ')}`);
  await Promise.all(SERVICES.map((service) => startService(service, supervisor, run)));
  run.log(`services ready in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

/**
 * @param {import('./environment.mjs').Service} service
 * @param {SupervisorClient} supervisor
 * @param {Parameters<typeof startServices>[1]} run
 */
export async function startService(service, supervisor, run) {
  const log = join(run.logs, `${service.name}.log`);
  const env = serviceEnvironment(service, run.common, run.ports, run.given);
  let exited = false;
  const onExit = (/** @type {{ name: string }} */ event) => {
    if (event.name === service.name) exited = true;
  };
  const onLost = () => {
    exited = true;
  };
  supervisor.on('exit', onExit).once('lost', onLost);
  try {
    const args = ['--enable-source-maps', join(run.root, service.entry)];
    await supervisor.spawn({
      name: service.name,
      command: process.execPath,
      args,
      env,
      log,
      tier: service.name === 'sandbox' ? 1 : 2,
      graceMs: GRACE_MS,
      cwd: run.root,
    });
    const address = `http://127.0.0.1:${run.ports.ports[service.name]}${HEALTH_PATH}`;
    let isReady = false;
    const probe = async () => {
      if (exited) return true;
      isReady = await answers(address);
      return isReady;
    };
    await waitUntil(probe, { timeoutMs: READY_WITHIN_MS, everyMs: 100 });
    if (!isReady || exited)
      throw new SetupError(
        `${service.name} ${exited ? 'ended while starting' : 'did not become ready'}. The end of its log:\n${tail(log)}`,
      );
  } finally {
    supervisor.off('exit', onExit).off('lost', onLost);
  }
}

/** @param {string} address */
async function answers(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** @param {string} file */
export function tail(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n') : '(nothing)';
}
