import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isAlive, signalQuietly } from './process.mjs';

/** @typedef {{ pid: number, startedAt?: string }} Identity */
/**
 * What a run leaves on disk so that another one can clean up after it.
 * @typedef {object} RunRecord
 * @property {string} id
 * @property {Identity} supervisor
 * @property {readonly (Identity & { name: string, after?: readonly string[] })[]} children
 * @property {string} dir the run's data
 * @property {boolean} temporary the data goes with the run
 */

/** The prefix of every temporary run folder; nothing else is ever deleted. */
export const TEMPORARY_PREFIX = 'aftercare-run-';

/** @param {NodeJS.ProcessEnv} env */
export function runsFolder(env) {
  const folder = env['AFTERCARE_RUNS_DIR'] || join(tmpdir(), `aftercare-runs-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  keepToMyself(folder);
  return folder;
}

/**
 * What stands in the folder is run and deleted, and its name can be guessed: it must be ours, and ours alone.
 * @param {string} folder
 */
function keepToMyself(folder) {
  const found = lstatSync(folder);
  // Windows has no owners in this sense, and a temporary folder per person.
  const me = process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== me)
    throw new Error(
      `${folder} belongs to somebody else or is no folder; remove it, or name another one in AFTERCARE_RUNS_DIR`,
    );
  if (process.getuid !== undefined && (found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/**
 * @param {string} folder
 * @param {RunRecord} record
 */
export function writeRecord(folder, record) {
  const path = join(folder, `${record.id}.json`);
  writeFileSync(`${path}.new`, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/**
 * @param {string} folder
 * @param {string} id
 */
export function removeRecord(folder, id) {
  rmSync(join(folder, `${id}.json`), { force: true });
  rmSync(join(folder, `${id}.sock`), { force: true });
}

/** @param {string} folder @returns {RunRecord[]} */
export function readRecords(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder, name), 'utf8'))];
    } catch {
      return [];
    }
  });
}

/**
 * Ends what runs without a supervisor left behind. A run whose supervisor lives looks after itself.
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log
 */
export function sweepOrphans(env, log) {
  const folder = runsFolder(env);
  for (const record of readRecords(folder)) {
    if (isAlive(record.supervisor)) continue;
    const orphans = record.children.filter((child) => isAlive(child));
    for (const orphan of orphans) signalQuietly(orphan.pid, 'SIGKILL');
    for (const child of record.children) runAfter(child.after);
    removeTemporary(record);
    removeRecord(folder, record.id);
    if (orphans.length > 0)
      log(`ended ${orphans.map((orphan) => orphan.name).join(', ')} of an earlier run that was killed`);
  }
}

/** @param {readonly string[] | undefined} command what must run when a child is gone, as for a container */
export function runAfter(command) {
  const [program, ...args] = command ?? [];
  if (program) spawnSync(program, args, { stdio: 'ignore', timeout: 20_000 });
}

/** @param {Pick<RunRecord, 'dir' | 'temporary'>} record */
export function removeTemporary({ dir, temporary }) {
  if (!temporary || !basename(dir).startsWith(TEMPORARY_PREFIX) || !existsSync(dir)) return;
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
