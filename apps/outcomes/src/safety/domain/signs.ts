import type { FlagLevel } from './flag.js';
import { LEVELS } from './flag-order.js';

/** What a flag is about: each sign by its name, with the level that it calls for. */
export type Signs = Readonly<Record<string, FlagLevel>>;

/** The most serious level that any of them calls for. */
export const levelOfSigns = (signs: Signs): FlagLevel | undefined =>
  LEVELS.find((level) => Object.values(signs).includes(level));

const isAsGrave = (known: FlagLevel | undefined, now: FlagLevel): boolean =>
  known !== undefined && LEVELS.indexOf(known) <= LEVELS.indexOf(now);

/** What nobody has seen when `seen` was cleared: signs that were not there, or not as grave. */
export const unseenOf = (signs: Signs, seen: Signs): Signs =>
  Object.fromEntries(Object.entries(signs).filter(([sign, level]) => !isAsGrave(seen[sign], level)));
