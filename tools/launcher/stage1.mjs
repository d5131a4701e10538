/**
 * What has to be true before anything of the project can run. Uses Node's own modules only: `node_modules` may be missing.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../engines/cache.mjs';
import { runsFolder } from '../engines/registry.mjs';

/** @typedef {{ root: string, env: NodeJS.ProcessEnv, log: (line: string) => void }} Stage */

/** A wrong set-up that the reader can put right; ends with its text and exit code 1. */
export class SetupError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}

/**
 * Checks Node, installs the dependencies when they are missing or out of date, and sets the git hook.
 * @param {Stage} stage
 */
export async function prepare(stage) {
  checkNode(stage.root);
  await withSetupLock(stage, async () => {
    if (!isInstalled(stage.root)) await install(stage);
    await setGitHook(stage);
  });
}

/**
 * Two commands of one checkout must not install or build at once.
 * @template T
 * @param {Stage} stage
 * @param {() => Promise<T>} work
 */
export function withSetupLock({ root, env }, work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return withLock(join(runsFolder(env), `setup-${name}.lock`), work);
}

/** @param {string} root */
function checkNode(root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (satisfies(process.versions.node, engines.node)) return;
  throw new SetupError(`Node ${process.versions.node} does not fit: Aftercare needs ${engines.node}`);
}

/**
 * The forms `^1.2.3` and `>=1.2.3`, joined by `||`: all that `engines` uses.
 * @param {string} version
 * @param {string} range
 */
function satisfies(version, range) {
  const actual = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const wanted = part
      .trim()
      .replace(/^[^\d]+/u, '')
      .split('.')
      .map(Number);
    if (part.trim().startsWith('^') && actual[0] !== wanted[0]) return false;
    const difference = actual.map((number, index) => number - (wanted[index] ?? 0)).find((delta) => delta !== 0) ?? 0;
    return difference >= 0;
  });
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.aftercare-installed');

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * Compares content, not times: npm writes its record before the lock file, and a checkout dates files as it likes.
 * @param {string} root
 */
function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === lockHash(root)) return true;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(record);
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    const isElective = optional === true || peer === true;
    return path === '' || (present[path] ? present[path].version === version : isElective);
  });
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>} */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * npm empties `node_modules` first, through a link as well, and what is behind a link belongs to somebody else.
 * @param {string} root
 */
function refuseLink(root) {
  const folder = join(root, 'node_modules');
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new SetupError(
    `node_modules is a link and out of date; installing would empty that folder. Remove the link first`,
  );
}

/** @param {Stage} stage */
async function install({ root, env, log }) {
  refuseLink(root);
  log('installing dependencies (npm ci) ...');
  const begin = performance.now();
  const npm = env['npm_execpath'] ? [process.execPath, env['npm_execpath']] : ['npm'];
  const code = await passThrough([...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, env });
  if (code !== 0)
    throw new SetupError(
      'npm ci failed; its message stands above. Run it again when the registry is reachable: npm ci',
    );
  writeFileSync(stampFile(root), lockHash(root));
  log(`installed dependencies in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
}

/** @param {Stage} stage */
async function setGitHook({ root, env, log }) {
  const lefthook = join(root, 'node_modules', 'lefthook', 'bin', 'index.js');
  if (env['CI'] || !existsSync(join(root, '.git')) || !existsSync(lefthook)) return;
  const hook = join(root, '.git', 'hooks', 'pre-commit');
  if (existsSync(hook) && readFileSync(hook, 'utf8').includes('lefthook')) return;
  const code = await passThrough([process.execPath, lefthook, 'install'], { cwd: root, env, quiet: true });
  log(code === 0 ? 'git hook set' : 'the git hook could not be set; commits work without it');
}

/**
 * Runs a program on this terminal.
 * @param {readonly string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, quiet?: boolean, signal?: AbortSignal }} options
 * @returns {Promise<number>} its exit code
 */
export function passThrough([program = '', ...args], { cwd, env, quiet = false, signal }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: quiet ? 'ignore' : 'inherit' });
    signal?.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.once('error', reject);
    child.once('close', (code, ended) => resolve(code ?? (ended ? 1 : 0)));
  });
}
