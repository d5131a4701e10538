import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { link, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { WayFailed } from './errors.mjs';
import { isAlive, startedAt, waitUntil } from './process.mjs';

/** @param {NodeJS.ProcessEnv} env */
export function cacheRoot(env) {
  return env['AFTERCARE_ENGINE_CACHE'] || join(homedir(), '.cache', 'aftercare', 'engines');
}

/**
 * Gives a folder of the cache, filling it first when it is not there. The folder appears in one move after `fill` has
 * verified its content, so a folder that exists is whole. Two runs that want the same folder fill it once.
 * @param {string} root
 * @param {string} name
 * @param {(work: string, ready: string) => Promise<void>} fill gets a scratch folder and the folder to fill
 * @returns {Promise<string>}
 */
export async function cached(root, name, fill) {
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  await mkdir(root, { recursive: true });
  const unlock = await lock(join(root, `.${name}.lock`));
  const work = join(root, `.${name}.${randomUUID()}`);
  try {
    if (existsSync(folder)) return folder;
    await dropLeftovers(root, `.${name}.`);
    await mkdir(join(work, 'ready'), { recursive: true });
    await fill(work, join(work, 'ready'));
    await rename(join(work, 'ready'), folder);
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
    await unlock();
  }
}

/**
 * Scratch folders of runs that were killed. Called under the lock, so none of them is in use.
 * @param {string} root
 * @param {string} prefix
 */
async function dropLeftovers(root, prefix) {
  for (const name of await readdir(root)) {
    const isScratch = name.startsWith(prefix) && !name.endsWith('.lock') && !name.includes('.lock.');
    if (isScratch) await rm(join(root, name), { recursive: true, force: true });
  }
}

/**
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  const unlock = await lock(path);
  try {
    return await work();
  } finally {
    await unlock();
  }
}

/**
 * A lock file that is born with its owner in it; the lock of a dead owner is taken over.
 * @param {string} path
 * @returns {Promise<() => Promise<void>>} gives the lock back
 */
async function lock(path) {
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) }));
  const taken = await waitUntil(() => tryLock(own, path), { timeoutMs: 20 * 60_000, everyMs: 200 });
  await rm(own, { force: true });
  if (!taken) throw new WayFailed(`another run has held ${path} for 20 minutes`, `rm ${path}`);
  return () => rm(path, { force: true });
}

/**
 * @param {string} own
 * @param {string} path
 */
async function tryLock(own, path) {
  try {
    await link(own, path);
    return true;
  } catch {
    await dropDeadLock(path);
    return false;
  }
}

/** @param {string} path */
async function dropDeadLock(path) {
  try {
    const owner = JSON.parse(await readFile(path, 'utf8'));
    if (isAlive(owner)) return;
    const { ino } = await stat(path);
    const aside = `${path}.${randomUUID()}`;
    await rename(path, aside);
    // Somebody else may have replaced the dead lock between reading and moving: then it goes back.
    if ((await stat(aside)).ino !== ino) await link(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
  } catch {
    // The lock went away meanwhile; the next try decides.
  }
}

/**
 * @param {string} file
 * @param {string | undefined} expected SHA-256 in hex
 */
export async function verify(file, expected) {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (expected === undefined) throw new WayFailed(`${name} is not among the pinned checksums; refused`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const actual = hash.digest('hex');
  if (actual !== expected) {
    throw new WayFailed(`${name} has checksum ${actual}, pinned is ${expected}; refused, nothing was kept`);
  }
}
