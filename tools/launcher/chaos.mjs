/**
 * `npm run chaos -- [--kills N] [--reminders N] [--seed S] [--report FILE]`: kill -9 on the real stack, engines included. `--planted`
 * shows that a lost and a doubled message are seen. Always on engines of its own: it wipes and kills them.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADDRESS_KEYS } from '../engines/catalogue.mjs';
import { locateEngines, startEngines } from '../engines/start.mjs';
import { findProgram, withAbsolutePaths } from './child.mjs';
import { log, main, openSession, root } from './session.mjs';

/** @typedef {import('../engines/catalogue.mjs').EngineName} EngineName */
/** @typedef {import('./session.mjs').Session} Session */

const args = withAbsolutePaths(process.argv.slice(2), ['--report'], process.env);
// Given addresses may be shared with others, or hold what somebody needs.
for (const key of Object.values(ADDRESS_KEYS)) delete process.env[key];

/**
 * kill -9, and a new process on the same data and the same port.
 * @param {Session} session
 * @param {EngineName} name
 */
async function crash(session, name) {
  const options = { root, dir: session.dir, durable: true, env: process.env, log, only: [name] };
  const sources = await locateEngines(options);
  await session.supervisor.kill(name);
  const before = session.addresses[ADDRESS_KEYS[name]];
  const addresses = await startEngines(sources, session.supervisor, options);
  if (addresses[ADDRESS_KEYS[name]] !== before) throw new Error(`${name} came back at another address`);
}

/** @param {Session} session @returns {Promise<number>} */
function play(session) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [findProgram('chaos', root), ...args], {
      cwd: root,
      env: { ...process.env, ...session.addresses },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    child.once('error', reject);
    child.once('spawn', () => void session.supervisor.adopt('chaos', child.pid ?? 0).catch(() => undefined));
    child.on('message', (/** @type {{ crash: EngineName }} */ { crash: name }) => {
      crash(session, name).then(
        () => child.send({ crashed: name }),
        (error) => child.send({ failed: String(error.message) }),
      );
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

await main(async () => {
  // What is majority-committed must survive the death of the engine, so its data is kept as a real one keeps it.
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-chaos-engines-'));
  const session = await openSession({ dataDir });
  try {
    return await play(session);
  } finally {
    await session.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});
