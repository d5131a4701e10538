import type { Flag, FlagLevel } from './flag.js';

/** In the order in which they need somebody. */
export const LEVELS: readonly FlagLevel[] = ['E', 'U', 'R'];

/** Where a flag stands in a list: what a page goes on after. */
export type FlagPlace = Pick<Flag, 'level' | 'raisedAt' | 'id'>;

export const gravest = (flags: readonly Flag[]): FlagLevel | undefined =>
  LEVELS.find((level) => flags.some((flag) => flag.level === level));

const byId = (one: FlagPlace, other: FlagPlace): number => (one.id < other.id ? -1 : Number(one.id > other.id));

export const newestFirst = (one: FlagPlace, other: FlagPlace): number =>
  other.raisedAt.getTime() - one.raisedAt.getTime() || byId(one, other);

/** The gravest first, and of a level the one that has waited longest. */
export const neediestFirst = (one: FlagPlace, other: FlagPlace): number =>
  LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
  one.raisedAt.getTime() - other.raisedAt.getTime() ||
  byId(one, other);
