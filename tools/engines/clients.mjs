import { existsSync, readFileSync } from 'node:fs';
import { WayFailed } from './errors.mjs';
import { onPath, run } from './process.mjs';

/** @typedef {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} Surroundings */

const APT_TIMEOUT_MS = 10 * 60_000;

/** @param {NodeJS.ProcessEnv} env */
export function mayUseApt(env) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || env['AFTERCARE_NO_APT'] || !onPath('apt-get', env) || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/mu.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Installs a system package where that is allowed (root on Debian or Ubuntu), else says which command would.
 * @param {string} name
 * @param {Surroundings} surroundings
 */
export async function aptInstall(name, { env, log }) {
  const fix = `apt-get update && apt-get install -y ${name}`;
  if (!mayUseApt(env))
    throw new WayFailed(`${name} is missing and only root on Debian or Ubuntu installs it`, `sudo sh -c '${fix}'`);
  log(`installing ${name} with apt-get`);
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  // A failed update is no reason to stop: the lists at hand may do.
  await run(['apt-get', 'update', '-qq'], { env: aptEnv, timeoutMs: APT_TIMEOUT_MS });
  const command = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', name];
  const { code, output } = await run(command, { env: aptEnv, timeoutMs: APT_TIMEOUT_MS });
  if (code !== 0) throw new WayFailed(`apt-get install ${name} failed: ${lastLine(output)}`, fix);
  log(`installed ${name}`);
}

/**
 * @param {Surroundings} surroundings
 * @returns {Promise<readonly string[]>} the command that is pip
 */
export async function findPip(surroundings) {
  const found = await tryPip(surroundings.env);
  if (found) return found;
  await aptInstall('python3-pip', surroundings);
  const installed = await tryPip(surroundings.env);
  if (!installed) throw new WayFailed('pip does not answer', 'python3 -m ensurepip --upgrade');
  return installed;
}

/** @param {NodeJS.ProcessEnv} env */
async function tryPip(env) {
  const candidates = [['pip3'], ['pip'], ['python3', '-m', 'pip']];
  for (const candidate of candidates) {
    if (!onPath(candidate[0] ?? '', env)) continue;
    if ((await run([...candidate, '--version'], { env })).code === 0) return candidate;
  }
  return undefined;
}

/**
 * @param {Surroundings} surroundings
 * @returns {Promise<string>} the path of mvn
 */
export async function findMaven(surroundings) {
  const found = onPath('mvn', surroundings.env);
  if (found) return found;
  await aptInstall('maven', surroundings);
  const installed = onPath('mvn', surroundings.env);
  if (!installed) throw new WayFailed('mvn is not on PATH', 'apt-get install -y maven');
  return installed;
}

/** @param {string} output the line that tells most: the last one that speaks of an error, else the last one */
export function lastLine(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.findLast((line) => /error|could not|cannot|fail/iu.test(line)) ?? lines.at(-1) ?? 'no output';
}
