/**
 * `npm run demo`: the whole stack on the stepped clock and the director that plays twelve weeks through it.
 * `-- --headless` ends with the director's exit code; else everything stays up until Ctrl-C. Further words go to the director.
 */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram, runInSession, withAbsolutePaths } from './child.mjs';
import { tail } from './services.mjs';
import { log, main, openSession, root } from './session.mjs';
import { startStack } from './stack.mjs';

const args = withAbsolutePaths(process.argv.slice(2), ['--report'], process.env);
/** The director reads the rest of its words itself. */
const { seed } = parseArgs({ args, strict: false, options: { seed: { type: 'string', default: '1' } } }).values;
const isHeadless = args.includes('--headless');

/** @param {import('./session.mjs').Session} session */
async function play(session) {
  const director = findProgram('demo', root);
  const stack = await startStack(session, { clock: 'stepped', isKept: false, seed: String(seed) });
  let isLost = false;
  session.supervisor.on('exit', (/** @type {{ name: string, code: number }} */ event) => {
    isLost = true;
    log(`${event.name} ended in the middle of the demo (code ${event.code}). The end of its log:`);
    log(tail(join(stack.logs, `${event.name}.log`)));
  });
  const env = { ...process.env, ...stack.common, SERVICE_NAME: 'director' };
  const code = await runInSession(session, 'director', [director, ...args], { cwd: root, env });
  if (code !== 0 || isLost) keepLogs(stack.logs);
  if (isLost) return code === 0 ? 1 : code;
  if (code === 0 && !isHeadless) await untilInterrupted(session);
  return code;
}

/** The run's folder goes with the run, and after a failure the logs are what is wanted. @param {string} logs */
function keepLogs(logs) {
  const kept = join(tmpdir(), `aftercare-demo-logs-${process.pid}`);
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(logs)) copyFileSync(join(logs, name), join(kept, name));
  log(`the services' logs are kept in ${kept}`);
}

/** @param {import('./session.mjs').Session} session */
async function untilInterrupted(session) {
  log('The demo stays up; Ctrl-C ends it.');
  await new Promise((resolve) => session.signal.addEventListener('abort', resolve, { once: true }));
  await session.close();
}

await main(async () => {
  const session = await openSession();
  try {
    return await play(session);
  } finally {
    await session.close();
  }
});
