import { catchPlanted, plantedNamed } from './check-planted.js';
import type { Caught } from './check-planted.js';
import { simulate } from './simulate.js';

/** A piece of work for a worker process. */
export type Job = { readonly do: 'play'; readonly seed: number } | { readonly do: 'catch'; readonly name: string };

export interface Played {
  readonly seed: number;
  readonly steps: number;
  readonly sent: number;
  readonly simulatedMs: number;
  readonly failure?: string;
}

export type Result = Played | Caught;

const play = async (seed: number): Promise<Played> => {
  const { steps, sent, simulatedMs, failures } = await simulate(seed);
  const [failure] = failures;
  return { seed, steps, sent, simulatedMs, ...(failure === undefined ? {} : { failure }) };
};

export const perform = (job: Job): Promise<Result> =>
  job.do === 'play' ? play(job.seed) : catchPlanted(plantedNamed(job.name));
