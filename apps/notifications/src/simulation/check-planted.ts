import { allPlanted } from './planted/all-planted.js';
import type { Planted } from './planted/planted.js';
import { simulate } from './simulate.js';

export interface Caught {
  readonly name: string;
  readonly breaks: string;
  /** The first seed of those tried that shows it; undefined: none of the seeds tried did. */
  readonly seed: number | undefined;
  readonly failure: string;
}

/** As many seeds as a planted bug may hide behind. */
export const MOST_SEEDS = 400;
const SEEDS = Array.from({ length: MOST_SEEDS }, (_, index) => index + 1);

/** Runs the seed that showed the bug once, and then those from 1 on, until one shows it. */
export const catchPlanted = async (planted: Planted): Promise<Caught> => {
  const { name, breaks, shownBy } = planted;
  for (const seed of [...(shownBy === undefined ? [] : [shownBy]), ...SEEDS]) {
    const [failure] = (await simulate(seed, { planted })).failures;
    if (failure !== undefined) return { name, breaks, seed, failure };
  }
  return { name, breaks, seed: undefined, failure: '' };
};

export const plantedNamed = (name: string): Planted => {
  const found = allPlanted.find((planted) => planted.name === name);
  if (found === undefined)
    throw new Error(`no planted bug is called "${name}"; there are: ${allPlanted.map((one) => one.name).join(', ')}`);
  return found;
};
