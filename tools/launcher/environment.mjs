/**
 * The one place that knows which variables a started service gets. Names here equal the keys of the services' config schemas.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {{ name: string, entry: string, urlKey: string }} Service */
/** @typedef {{ ports: Record<string, number>, smtpPort: number }} ServicePorts */
/** @typedef {'stepped' | 'system'} ClockKind */

/** The built services, in the order of starting; the sandbox stands in for the outside world and comes first. */
export const SERVICES = Object.freeze([
  { name: 'sandbox', entry: 'apps/sandbox/dist/main.js', urlKey: 'SANDBOX_URL' },
  { name: 'scheduling', entry: 'apps/scheduling/dist/main.js', urlKey: 'SCHEDULING_URL' },
  { name: 'notifications', entry: 'apps/notifications/dist/main.js', urlKey: 'NOTIFICATIONS_URL' },
  { name: 'outcomes', entry: 'apps/outcomes/dist/main.js', urlKey: 'OUTCOMES_URL' },
  { name: 'gateway', entry: 'apps/gateway/dist/main.js', urlKey: 'GATEWAY_URL' },
]);

/** The ports `npm start` wishes for; taken ones are replaced by free ones. */
export const WISHED_PORTS = Object.freeze({
  gateway: 8080,
  scheduling: 8081,
  notifications: 8082,
  outcomes: 8083,
  sandbox: 8084,
  smtp: 8025,
});

/** The built programs behind the commands; the first that exists is run. NAME is the command's first word. */
export const PROGRAMS = Object.freeze({
  demo: ['apps/sandbox/dist/demo/main.js'],
  chaos: ['apps/sandbox/dist/chaos/main.js'],
  dlt: ['libs/messaging/dist/dlt/main.js', 'tools/dlt/main.mjs'],
  simulate: ['apps/notifications/dist/simulation/main.js'],
  bench: ['libs/messaging/dist/bench/NAME.js', 'apps/notifications/dist/bench/NAME.js', 'tools/bench/NAME.mjs'],
});

/** The account the sandbox's Twilio accepts; a real account comes from the environment. */
const SANDBOX_ACCOUNT = Object.freeze({
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 'sandbox-auth-token',
});

/** Monday 1 March 2027 begins in Sydney, the first of the demo's zones. */
const DEMO_START = '2027-02-28T13:00:00.000Z';

/** Each clinic and its first owner are made with a code of their own. */
const DEMO_CLINICS = 3;

/** 32 bytes each, base64. */
const SECRET_KEYS = /** @type {const} */ (['INTERNAL_TOKEN_SECRET', 'LINK_KEY', 'MASTER_KEY', 'MAIL_REPORTS_SECRET']);

/**
 * The secrets of a run. With a file they are made once and kept, since stored data is encrypted with one of them.
 * @param {string} [file]
 * @returns {Record<string, string>}
 */
export function secrets(file) {
  const kept = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const made = Object.fromEntries(SECRET_KEYS.map((key) => [key, kept[key] ?? randomBytes(32).toString('base64')]));
  if (file && SECRET_KEYS.some((key) => kept[key] === undefined)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 });
  }
  return made;
}

/**
 * What all services of one run have in common. What stands in the caller's own environment wins, so that a real Twilio
 * account, mail server or public address is given by setting its variable.
 * @param {{ addresses: Record<string, string>, ports: ServicePorts, secrets: Record<string, string>, clock: ClockKind,
 *   given: NodeJS.ProcessEnv, root: string, runId: string, seed?: string | undefined }} run
 * @returns {Record<string, string>}
 */
export function commonEnvironment({ addresses, ports, secrets: own, clock, given, root, runId, seed = '' }) {
  const urls = Object.fromEntries(SERVICES.map(({ name, urlKey }) => [urlKey, url(ports.ports[name])]));
  const defaults = {
    LOG_LEVEL: 'info',
    PUBLIC_URL: url(ports.ports['gateway']),
    TWILIO_BASE_URL: url(ports.ports['sandbox']),
    ...SANDBOX_ACCOUNT,
    SMTP_URL: `smtp://127.0.0.1:${ports.smtpPort}`,
    CONSOLE_DIR: join(root, 'apps', 'console', 'dist'),
    ...own,
    ...(clock === 'stepped' ? steppedRun(runId, seed) : {}),
  };
  return {
    ...defaults,
    ...pick(given, Object.keys(defaults)),
    ...urls,
    ...addresses,
    CLOCK: clock,
    SANDBOX_SMTP_PORT: String(ports.smtpPort),
  };
}

/**
 * A demo may run on given engines that others use too, so it keeps its databases and topics apart. All of its people
 * come from one network address, and weeks pass in minutes: a limit per address and minute would stop them,
 * and a second of the machine is hours of theirs, in which a sender may call as often as it likes. Its days count as always.
 * The codes follow from the seed: clinics get their ids from them, and the minute in which a reminder leaves follows from ids.
 * They are used up in the run's first seconds.
 * @param {string} runId
 * @param {string} seed
 */
function steppedRun(runId, seed) {
  return {
    CLOCK_START: DEMO_START,
    DB_PREFIX: `demo_${runId}`,
    TOPIC_PREFIX: `demo-${runId}.`,
    SETUP_CODES: Array.from({ length: DEMO_CLINICS }, (_unused, clinic) => setupCode(seed, clinic)).join(','),
    LOG_LEVEL: 'warn',
    RATE_PER_ADDRESS_PER_MINUTE: '0',
    RATE_PER_TOKEN_PER_MINUTE: '0',
    SMS_PER_SECOND: '0',
    SMTP_PER_SECOND: '0',
  };
}

/**
 * @param {string} seed
 * @param {number} clinic
 */
function setupCode(seed, clinic) {
  return createHash('sha256').update(`${seed}/${clinic}`).digest('base64url').slice(0, 12);
}

/**
 * @param {Service} service
 * @param {Record<string, string>} common
 * @param {ServicePorts} ports
 * @param {NodeJS.ProcessEnv} given
 * @returns {NodeJS.ProcessEnv}
 */
export function serviceEnvironment({ name }, common, ports, given) {
  return { ...given, ...common, SERVICE_NAME: name, HOST: '127.0.0.1', PORT: String(ports.ports[name]) };
}

/** @param {number | undefined} port */
function url(port) {
  return `http://127.0.0.1:${port}`;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} keys
 * @returns {Record<string, string>}
 */
function pick(env, keys) {
  return Object.fromEntries(keys.flatMap((key) => (env[key] ? [[key, env[key]]] : [])));
}
