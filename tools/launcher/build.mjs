import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupError, passThrough, prepare, withSetupLock } from './stage1.mjs';

/** @typedef {import('./stage1.mjs').Stage} Stage */

/** What the console is made of; a newer file in here than the last bundle means a new bundle. */
const CONSOLE_SOURCES = ['src', 'public', 'index.html', 'package.json'];

/**
 * Builds every library and service, then the console. Nothing changed: well under a second.
 * @param {Stage} stage
 */
export async function build(stage) {
  const { root, env, log } = stage;
  await withSetupLock(stage, async () => {
    const begin = performance.now();
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const code = await passThrough([process.execPath, tsc, '-b', '--pretty', 'false'], { cwd: root, env });
    if (code !== 0) throw new SetupError("the build failed; the compiler's messages stand above");
    await buildConsole(stage);
    log(`built in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  });
}

/** @param {Stage} stage */
async function buildConsole({ root, env }) {
  const folder = join(root, 'apps', 'console');
  if (!existsSync(folder)) return;
  const config = readdirSync(folder).find((name) => /^vite\.config\.[cm]?[jt]s$/u.test(name));
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!config || !existsSync(vite)) return;
  const stamp = join(folder, 'dist', '.built');
  const newest = Math.max(...[...CONSOLE_SOURCES, config].map((name) => newestChange(join(folder, name))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newest) return;
  const begin = new Date();
  const code = await passThrough([process.execPath, vite, 'build', '--logLevel', 'warn'], { cwd: folder, env });
  if (code !== 0) throw new SetupError('the console could not be built; the messages stand above');
  writeFileSync(stamp, '');
  utimesSync(stamp, begin, begin);
}

/** @param {string} path @returns {number} */
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

if (process.argv[1] === resolve(import.meta.dirname, 'build.mjs')) {
  const log = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  const stage = { root: resolve(import.meta.dirname, '..', '..'), env: process.env, log };
  try {
    await prepare(stage);
    await build(stage);
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
