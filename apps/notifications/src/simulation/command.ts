import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { plantedNamed } from './check-planted.js';
import type { Caught } from './check-planted.js';
import { allPlanted } from './planted/all-planted.js';
import type { Played } from './jobs.js';
import { simulate } from './simulate.js';
import { spread, work } from './workers.js';

const DEFAULT_SEEDS = 1000;
const DAY_MS = 86_400_000;
const SHOWN = 10;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const replay = async (seed: number, planted: string | undefined): Promise<number> => {
  const options = planted === undefined ? {} : { planted: plantedNamed(planted) };
  const outcome = await simulate(seed, { ...options, trace: true });
  for (const line of outcome.trace) write(line);
  for (const failure of outcome.failures) write(`FAILED ${failure}`);
  write(`seed ${seed}: ${outcome.steps} steps, ${outcome.sent} messages, ${outcome.failures.length} failures`);
  return outcome.failures.length === 0 ? 0 : 1;
};

const playAll = async (
  program: string,
  given: { readonly from: number; readonly seeds: number; readonly workers: number },
): Promise<number> => {
  const { from, seeds, workers } = given;
  const began = performance.now();
  const jobs = Array.from({ length: seeds }, (_, index) => ({ do: 'play' as const, seed: from + index }));
  const played: Played[] = [];
  const failed: Played[] = [];
  await spread(program, { jobs, workers }, (result) => {
    if (!('steps' in result)) return;
    played.push(result);
    if (result.failure === undefined) return;
    failed.push(result);
    if (failed.length <= SHOWN)
      write(`seed ${result.seed}: ${result.failure}\n  again: npm run simulate -- --seed ${result.seed}`);
  });
  const sum = (of: (one: Played) => number): number => played.reduce((total, one) => total + of(one), 0);
  const seconds = (performance.now() - began) / 1000;
  const years = sum(({ simulatedMs }) => simulatedMs) / DAY_MS / 365;
  write(
    `${seeds - failed.length} of ${seeds} seeds kept every promise; ${sum(({ sent }) => sent)} messages, ${sum(({ steps }) => steps)} steps, ` +
      `${years.toFixed(1)} simulated years in ${seconds.toFixed(1)} s on ${workers} ${workers === 1 ? 'process' : 'processes'}`,
  );
  return failed.length === 0 && played.length === seeds ? 0 : 1;
};

const showPlanted = async (program: string, workers: number): Promise<number> => {
  const began = performance.now();
  const missed: Caught[] = [];
  const jobs = allPlanted.map(({ name }) => ({ do: 'catch' as const, name }));
  await spread(program, { jobs, workers }, (result) => {
    if (!('breaks' in result)) return;
    const { name, seed, failure, breaks } = result;
    if (seed === undefined) missed.push(result);
    write(seed === undefined ? `MISSED ${name} (${breaks})` : `caught ${name} by seed ${seed}: ${failure}`);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  write(`${allPlanted.length - missed.length} of ${allPlanted.length} planted bugs caught in ${seconds} s`);
  return missed.length === 0 ? 0 : 1;
};

const number = (text: string | undefined, otherwise: number): number => {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`not a whole number: ${String(text)}`);
  return value;
};

/** `--seeds N [--from S]`, `--seed S [--bug NAME]` or `--planted`; answers with the exit code. */
export const command = async (args: readonly string[], program: string): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' }, bug: { type: 'string' } },
      ...{ planted: { type: 'boolean' }, workers: { type: 'string' }, worker: { type: 'boolean' } },
    } as const,
  });
  if (values.worker === true) return work();
  if (values.seed !== undefined) return replay(number(values.seed, 1), values.bug);
  const workers = Math.max(1, number(values.workers, availableParallelism()));
  if (values.planted === true) return showPlanted(program, workers);
  return playAll(program, { from: number(values.from, 1), seeds: number(values.seeds, DEFAULT_SEEDS), workers });
};
