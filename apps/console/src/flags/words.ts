import type { FlagPage, Me } from '../api/answers.js';
import { counted } from '../shell/format.js';

export type Flag = FlagPage['items'][number];

/** In the order in which they need somebody. */
const LEVELS: readonly (readonly [Flag['level'], string, string])[] = [
  ['E', 'Emergency', 'to get help at once'],
  ['U', 'Urgent', 'to contact a doctor the same day'],
  ['R', 'Before the next visit', 'to speak with a doctor or pharmacist before the next visit'],
];

const rankOf = (level: Flag['level']): number => LEVELS.findIndex(([one]) => one === level);

export const levelName = (level: Flag['level']): string => LEVELS[rankOf(level)]?.[1] ?? level;

/** What the page of the form said to the client. */
export const toldText = (level: Flag['level']): string => LEVELS[rankOf(level)]?.[2] ?? level;

const MINUTE_MS = 60_000;

/** `3 hours`; whole units, rounded down. */
export const ageText = (raisedAt: string, now: string): string => {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(raisedAt)) / MINUTE_MS));
  if (minutes < 60) return counted(minutes, 'minute');
  return minutes < 48 * 60 ? counted(Math.floor(minutes / 60), 'hour') : counted(Math.floor(minutes / 1440), 'day');
};

/** The gravest first, the oldest of a level first. */
export const inOrder = (flags: readonly Flag[]): readonly Flag[] =>
  [...flags].sort((one, other) => rankOf(one.level) - rankOf(other.level) || (one.raisedAt < other.raisedAt ? -1 : 1));

const CLEARING: readonly string[] = ['owner', 'practitioner'];

export const mayClear = ({ roles }: Pick<Me, 'roles'>): boolean => roles.some((role) => CLEARING.includes(role));
