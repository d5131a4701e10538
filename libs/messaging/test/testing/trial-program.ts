import 'reflect-metadata';
import { SilentActivity } from '@aftercare/kernel';
import { createInterface } from 'node:readline';
import { REACTION_SERVER_TUNING } from '../../src/kafka/reaction-server-tuning.js';
import { MessagingStores } from '../../src/nest/messaging-stores.js';
import { say } from '../../src/reaction.js';
import { CLINIC, Knobs, thingMovedV1 } from '../../src/testing/things.js';
import { startTrialService, type TrialOptions } from './trial-service.js';

/** Where the process ends itself with SIGKILL, or stands until a line comes on its input. */
export type CrashPoint = 'after-commit' | 'before-mark' | 'at-gate' | 'never';
export interface TrialProgramOptions extends Pick<TrialOptions, 'mongoUri' | 'brokers' | 'database' | 'topicPrefix'> {
  readonly crashAt: CrashPoint;
}

const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

class DeadlyActivity extends SilentActivity {
  override published(): void {
    die();
  }
}

const options = JSON.parse(process.argv[2] ?? '{}') as TrialProgramOptions;
const lines = createInterface({ input: process.stdin });
const knobs = new Knobs();
if (options.crashAt === 'at-gate') {
  knobs.afterLoad = async () => {
    knobs.afterLoad = () => Promise.resolve();
    process.stdout.write('at-gate\n');
    await new Promise((resolve) => lines.once('line', resolve));
  };
}
const activity = options.crashAt === 'before-mark' ? new DeadlyActivity() : new SilentActivity();
const service = await startTrialService({
  ...options,
  knobs,
  activity,
  tuning: { ...REACTION_SERVER_TUNING, sessionTimeoutMs: 6000, slice: 50 },
});
if (options.crashAt === 'after-commit') service.app.get(MessagingStores).store.onPublish(die);
process.stdout.write('started\n');
const moveTenTimes = (): Promise<void> =>
  service.transactions.run(async ({ say: tell }) => {
    for (let seq = 0; seq < 10; seq += 1) tell(say(thingMovedV1, CLINIC, { thingId: 'thing-0', seq }), seq);
  });
lines.on('line', (line) => {
  if (line === 'move') void moveTenTimes();
  else process.stdout.write(`${JSON.stringify([...service.runtime.counters().values()][0])}\n`);
});
