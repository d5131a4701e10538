/** `npm test`: everything that is needed, then every test, then one last line with the totals. Further words go to jest. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../engines/chromium.mjs';
import { runInSession } from './child.mjs';
import { log, main, openSession, root } from './session.mjs';

let totals = { passed: 0, failed: 0, leftOut: 0 };

/** @param {import('./session.mjs').Session} session */
async function runJest(session) {
  const chromium = await findChromium({ env: process.env, log });
  const results = join(session.dir, 'jest-results.json');
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const env = { ...process.env, ...session.addresses, CHROMIUM_PATH: chromium, NODE_ENV: 'test', TZ: 'UTC' };
  const reporters = ['default', join(import.meta.dirname, 'open-handles.mjs')].map((name) => `--reporters=${name}`);
  const args = [jest, ...reporters, '--json', `--outputFile=${results}`, ...process.argv.slice(2)];
  const code = await runInSession(session, 'jest', args, { cwd: root, env });
  if (existsSync(results)) totals = readTotals(results);
  return code;
}

/** @param {string} file */
function readTotals(file) {
  const results = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: results.numPassedTests,
    // A file that cannot even be loaded holds tests that did not pass; jest does not count them, so the file counts as one.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    leftOut: results.numPendingTests + results.numTodoTests,
  };
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
