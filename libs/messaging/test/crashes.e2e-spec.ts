import { eventually } from './testing/eventually.js';
import { thingMoved, thingMovedV1 } from '../src/testing/things.js';
import { Trial } from './testing/trial.js';
import { TrialProcess } from './testing/trial-process.js';
import type { CrashPoint } from './testing/trial-program.js';

jest.setTimeout(120_000);

const THINGS = 4;
const STEPS = 25;
const movesFrom = (first: number) =>
  Array.from({ length: THINGS * STEPS }, (_, index) =>
    thingMoved(`thing-${index % THINGS}`, first + Math.floor(index / THINGS)),
  );

describe('a process that dies', () => {
  const processes: TrialProcess[] = [];
  const startProcess = (trial: Trial, crashAt: CrashPoint): TrialProcess => {
    const started = TrialProcess.start({ ...trial.engines, ...trial.names, crashAt });
    processes.push(started);
    return started;
  };

  afterEach(async () => {
    for (const started of processes.splice(0)) await started.end();
  });

  it('leaves each event in effect once, killed after a commit and before the offset and the publishing, or after publishing and before the mark', async () => {
    const trial = new Trial();
    const points: readonly CrashPoint[] = ['after-commit', 'before-mark', 'after-commit', 'before-mark'];
    await trial.topics();
    for (const [round, crashAt] of points.entries()) {
      await trial.publish(movesFrom(round * STEPS));
      await startProcess(trial, crashAt).died();
    }
    const survivor = await trial.start();
    await trial.expectExactly(THINGS, points.length * STEPS);
    await eventually(
      'everything marked',
      async () => (await survivor.db.collection('outbox').countDocuments({ publishedAt: null })) === 0,
    );
    expect(await survivor.db.collection('inbox').countDocuments()).toBe(THINGS * STEPS * points.length);
    await trial.end();
  });

  it('has said what its use case wrote, killed between the write and the publishing', async () => {
    const trial = new Trial();
    await trial.topics();
    const writer = startProcess(trial, 'after-commit');
    await writer.says('started');
    writer.tell('move');
    await writer.died();
    expect(await trial.log.size(thingMovedV1.topic)).toBe(0);
    await trial.start();
    await trial.expectExactly(1, 10);
    await trial.end();
  });

  it('changes nothing when it only slept: frozen between load and commit, and woken after another member took over', async () => {
    const trial = new Trial();
    await trial.topics();
    await trial.publish(movesFrom(0));
    const sleeper = startProcess(trial, 'at-gate');
    await sleeper.says('at-gate');
    sleeper.signal('SIGSTOP');
    await trial.start();
    await trial.expectExactly(THINGS, STEPS);
    sleeper.signal('SIGCONT');
    sleeper.tell('go');
    await sleeper.says('started');
    sleeper.tell('report');
    await eventually('it saw that it was late', () => {
      sleeper.tell('report');
      return /"(retried|fenced)":[1-9]/.test(sleeper.heard);
    });
    await trial.expectExactly(THINGS, STEPS);
    await trial.end();
  });
});
