import type { BurdenDays } from '../api/answers.js';
import { counted, dayAndMonth, dayOf, dayBefore, daysFrom } from '../shell/format.js';

type Window = BurdenDays['windows'][number];
type Week = BurdenDays['weeks'][number];

/** Who reads how somebody's days were, and confirms what was found in them: those who treat them. Whoever manages the clinic settles intervals without it. */
const READERS: readonly string[] = ['owner', 'practitioner'];
export const mayReadHardDays = (roles: readonly string[]): boolean => roles.some((role) => READERS.includes(role));

export const NOTHING_KNOWN = 'Nothing is known about hard days yet.';
export const NO_WINDOWS = 'No 28 days in a row can be counted yet.';
export const WHAT_IS_HARD = 'A hard day is one with a migraine, or with a moderate or severe headache.';

const SOURCES: Readonly<Record<NonNullable<BurdenDays['source']>, string>> = {
  diary: '28 days at a time, from the diary.',
  recall: 'At least 28 days at a time, from forms, as remembered.',
};

/** Where the counts come from. Counts of two sources differ for other reasons than somebody's head. */
export const sourceText = (source: BurdenDays['source']): string =>
  source === null ? NO_WINDOWS : `${SOURCES[source]} A diary and what somebody remembers are never compared.`;

/** "3 to 9 May", "29 Mar to 25 Apr"; with the year where it is not this one. Both days are included. */
export const spanText = (from: string, to: string, today: string): string => {
  const year = today.slice(0, 4);
  if (!from.startsWith(year) || !to.startsWith(year)) return `${dayOf(from)} to ${dayOf(to)}`;
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${isOneMonth ? Number(from.slice(8)) : dayAndMonth(from)} to ${dayAndMonth(to)}`;
};

/** "29 Mar to 25 Apr: 6 hard days of 24 counted (of 28); 7 with a headache" */
export const windowLine = (window: Window, today: string): string => {
  const { startsOn, endsOn, days, burdenDays, headacheDays } = window;
  const all = daysFrom(startsOn, endsOn);
  const gaps = days < all ? ` (of ${all})` : '';
  const headaches = headacheDays === null ? '' : `; ${headacheDays} with a headache`;
  const span = spanText(startsOn, dayBefore(endsOn), today);
  return `${span}: ${counted(burdenDays, 'hard day')} of ${days} counted${gaps}${headaches}`;
};

/** "3 to 9 May: 2 migraine, 1 headache, 4 without, 0 not filled in" */
export const weekLine = (week: Week, today: string): string => {
  const { from, to, migraine, headache, without, notFilledIn, filledInLater } = week;
  const soFar = to >= today ? ' so far' : '';
  const later = filledInLater === 0 ? '' : `; ${counted(filledInLater, 'day')} filled in later`;
  return `${spanText(from, to, today)}${soFar}: ${migraine} migraine, ${headache} headache, ${without} without, ${notFilledIn} not filled in${later}`;
};
