/**
 * `npm run dlt -- list | show | redrive | drop`: the parked events of the stack that `npm start` runs; when it does not
 * run, of the data it left.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../engines/process.mjs';
import { build } from './build.mjs';
import { findProgram, runInSession } from './child.mjs';
import { log, main, openSession, root } from './session.mjs';
import { passThrough, prepare } from './stage1.mjs';

const args = process.argv.slice(2);
const dataDir = process.env['AFTERCARE_DATA_DIR'] ?? join(root, '.data');

/** @returns {Record<string, string> | undefined} the variables of the running stack */
function runningStack() {
  const file = join(dataDir, 'run.json');
  if (!existsSync(file)) return undefined;
  const run = JSON.parse(readFileSync(file, 'utf8'));
  return isAlive(run) ? run.env : undefined;
}

/** @param {Record<string, string>} running */
async function onRunning(running) {
  const stage = { root, env: process.env, log };
  await prepare(stage);
  await build(stage);
  const env = { ...process.env, ...running };
  return passThrough([process.execPath, findProgram('dlt', root), ...args], { cwd: root, env });
}

async function onKeptData() {
  const session = await openSession({ dataDir });
  try {
    const env = { ...process.env, ...session.addresses };
    return await runInSession(session, 'dlt', [findProgram('dlt', root), ...args], { cwd: root, env });
  } finally {
    await session.close();
  }
}

await main(async () => {
  const running = runningStack();
  return running ? onRunning(running) : onKeptData();
});
