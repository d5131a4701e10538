import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { commonEnvironment, secrets } from './environment.mjs';
import { chooseServicePorts, startServices } from './services.mjs';
import { log, root } from './session.mjs';

/**
 * @typedef {object} Stack
 * @property {Record<string, string>} common the variables every service and the director get
 * @property {import('./environment.mjs').ServicePorts} ports
 * @property {string} logs
 */

/**
 * Starts the services of a session.
 * @param {import('./session.mjs').Session} session
 * @param {{ clock: import('./environment.mjs').ClockKind, isKept: boolean, seed?: string | undefined }} options kept: same secrets and ports each time
 * @returns {Promise<Stack & { run: Parameters<typeof startServices>[1] }>}
 */
export async function startStack(session, { clock, isKept, seed }) {
  const logs = join(session.dir, 'logs');
  mkdirSync(logs, { recursive: true });
  const ports = await chooseServicePorts(isKept);
  const own = secrets(isKept ? join(session.dir, 'secrets.json') : undefined);
  const common = commonEnvironment({
    addresses: session.addresses,
    ports,
    secrets: own,
    clock,
    given: process.env,
    root,
    runId: session.supervisor.id.slice(0, 8),
    seed,
  });
  const run = { root, logs, common, ports, given: process.env, log };
  await startServices(session.supervisor, run);
  return { common, ports, logs, run };
}
