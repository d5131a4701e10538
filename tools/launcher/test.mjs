/** `npm test`: everything that is needed, then every test, then one last line with the totals. Further words go to jest, in one round. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../engines/chromium.mjs';
import { runInSession } from './child.mjs';
import { log, main, openSession, root } from './session.mjs';

/**
 * Unit specs use one processor each and nothing else, so they share all of them. The others start processes and use the engines,
 * which already fill the machine, and what they leave open is only seen in the process that ran them: one after another.
 */
const MOST_WORKERS = 4;
const ROUNDS = Object.freeze([
  [`--maxWorkers=${Math.min(MOST_WORKERS, availableParallelism())}`, '--testPathPatterns=\\.spec\\.(ts|mjs)$'],
  ['--testPathPatterns=\\.(int|e2e)-spec\\.(ts|mjs)$'],
]);

const totals = { passed: 0, failed: 0, leftOut: 0 };

/** @param {import('./session.mjs').Session} session */
async function runJest(session) {
  const words = process.argv.slice(2);
  let code = 0;
  for (const [round, args] of (words.length > 0 ? [words] : ROUNDS).entries())
    code = Math.max(code, await runRound(session, { name: `jest-${round}`, args: [...args] }));
  return code;
}

/**
 * @param {import('./session.mjs').Session} session
 * @param {{ name: string, args: string[] }} round
 */
async function runRound(session, { name, args }) {
  const chromium = await findChromium({ env: process.env, log });
  const results = join(session.dir, `${name}-results.json`);
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const env = { ...process.env, ...session.addresses, CHROMIUM_PATH: chromium, NODE_ENV: 'test', TZ: 'UTC' };
  const reporters = ['default', join(import.meta.dirname, 'open-handles.mjs')].map((each) => `--reporters=${each}`);
  const all = [jest, ...reporters, '--json', `--outputFile=${results}`, ...args];
  const code = await runInSession(session, name, all, { cwd: root, env });
  if (existsSync(results)) addTotals(results);
  return code;
}

/** @param {string} file */
function addTotals(file) {
  const results = JSON.parse(readFileSync(file, 'utf8'));
  totals.passed += results.numPassedTests;
  // A file that cannot even be loaded holds tests that did not pass; jest does not count them, so the file counts as one.
  totals.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  totals.leftOut += results.numPendingTests + results.numTodoTests;
}

function tellLeftOut() {
  const hasSamples = existsSync(join(root, '..', 'shared', 'data'));
  if (!hasSamples) log(`${totals.leftOut} tests left out: the sample inputs in ../shared/data are not there`);
  else if (totals.leftOut > 0) log(`${totals.leftOut} tests left out`);
}

async function test() {
  const session = await openSession();
  try {
    const code = await runJest(session);
    tellLeftOut();
    const didRun = totals.passed + totals.failed > 0;
    if (!didRun) log('no test ran');
    return code === 0 && totals.failed === 0 && didRun ? 0 : 1;
  } finally {
    await session.close();
  }
}

await main(test);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
