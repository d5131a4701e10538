/** `npm start`: the whole stack on the system clock, its data kept in `.data/`, until Ctrl-C. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startedAt } from '../engines/process.mjs';
import { SERVICES } from './environment.mjs';
import { startService } from './services.mjs';
import { log, main, openSession, root } from './session.mjs';
import { startStack } from './stack.mjs';
import { SetupError } from './stage1.mjs';

const RESTART_AFTER_MS = 2000;
const dataDir = process.env['AFTERCARE_DATA_DIR'] ?? join(root, '.data');
const runFile = join(dataDir, 'run.json');

function refuseSecond() {
  if (!existsSync(runFile)) return;
  const other = JSON.parse(readFileSync(runFile, 'utf8'));
  if (isAlive(other)) throw new SetupError(`Aftercare already runs from ${dataDir}: ${other.env.PUBLIC_URL}`);
}

/**
 * A service that dies is started again, as a container engine would do.
 * @param {import('./session.mjs').Session} session
 * @param {Awaited<ReturnType<typeof startStack>>} stack
 */
function keepUp(session, stack) {
  session.supervisor.on('exit', (/** @type {{ name: string, code: number }} */ event) => {
    const service = SERVICES.find(({ name }) => name === event.name);
    if (!service) return log(`${event.name} ended (code ${event.code}); stop with Ctrl-C and start again`);
    log(`${event.name} ended (code ${event.code}); starting it again. Log: ${join(stack.logs, `${event.name}.log`)}`);
    setTimeout(() => {
      startService(service, session.supervisor, stack.run).catch((error) => log(String(error.message)));
    }, RESTART_AFTER_MS);
  });
}

/** @param {Awaited<ReturnType<typeof startStack>>} stack */
function welcome(stack) {
  log('');
  log(`Aftercare       ${stack.common['PUBLIC_URL']}`);
  log(`Phones and mail ${stack.common['SANDBOX_URL']} (stand-ins, unless Twilio and SMTP are set)`);
  log(`Data and logs   ${dataDir}; the code for the first owner stands in ${join(stack.logs, 'gateway.log')}`);
  log('Ctrl-C ends it.');
}

await main(async () => {
  refuseSecond();
  const session = await openSession({ dataDir });
  try {
    const stack = await startStack(session, { clock: 'system', isKept: true });
    const self = { pid: process.pid, startedAt: startedAt(process.pid) };
    writeFileSync(runFile, `${JSON.stringify({ ...self, env: stack.common }, undefined, 2)}\n`, { mode: 0o600 });
    keepUp(session, stack);
    welcome(stack);
    await new Promise((resolve) => session.signal.addEventListener('abort', resolve, { once: true }));
    return 0;
  } finally {
    rmSync(runFile, { force: true });
    await session.close();
  }
});
