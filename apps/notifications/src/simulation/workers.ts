import { fork } from 'node:child_process';
import { perform } from './jobs.js';
import type { Job, Result } from './jobs.js';

/** One worker: takes jobs until it is disconnected. */
export const work = (): Promise<number> =>
  new Promise((resolve) => {
    process.on('message', (job: Job) => {
      void perform(job).then((result) => process.send?.(result));
    });
    process.on('disconnect', () => resolve(0));
  });

const runOne = (program: string, next: () => Job | undefined, onResult: (result: Result) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    // Most of what a run makes lives as long as the run; a larger nursery spares it the moves.
    const worker = fork(program, ['--worker'], { execArgv: ['--max-semi-space-size=32'] });
    const hand = (): void => {
      const job = next();
      if (job === undefined) worker.disconnect();
      else worker.send(job);
    };
    worker.on('message', (result: Result) => {
      onResult(result);
      hand();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${String(code)}`))));
    hand();
  });

/** Spreads jobs over processes; each takes the next one when it is done with the last. */
export const spread = async (
  program: string,
  given: { readonly jobs: readonly Job[]; readonly workers: number },
  onResult: (result: Result) => void,
): Promise<void> => {
  const left = [...given.jobs];
  const count = Math.min(given.workers, given.jobs.length);
  await Promise.all(Array.from({ length: count }, () => runOne(program, () => left.shift(), onResult)));
};
