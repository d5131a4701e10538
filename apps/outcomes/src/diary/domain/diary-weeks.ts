import { addDays, weekdayOf, type LocalDate } from '@aftercare/kernel';
import { countDays, type DayCounts, type DayFacts } from './diary-counts.js';

/** A day of which it is known how it was. */
export interface FilledInDay extends DayFacts {
  readonly filledInLater: boolean;
}

/** Monday to Sunday where the client lives. */
export interface DiaryWeek extends DayCounts {
  readonly from: LocalDate;
  /** The last day, in a week that still runs a day to come. */
  readonly to: LocalDate;
  /** Of the days up to today. */
  readonly notFilledIn: number;
  /** Of the counted days; shown beside the figures that they are part of (domain.md 1.4). */
  readonly filledInLater: number;
}

const WEEK = 7;
const MOST_WEEKS = 12;

const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

/** The earliest day that any week of today is about. */
export const weeksFrom = (today: LocalDate): LocalDate => addDays(mondayOf(today), -WEEK * (MOST_WEEKS - 1));

const weekOf = (from: LocalDate, known: readonly FilledInDay[], today: LocalDate): DiaryWeek => {
  const to = addDays(from, WEEK - 1);
  const own = known.filter(({ date }) => date >= from && date <= to);
  const soFar = to <= today ? WEEK : weekdayOf(today);
  return {
    ...{ from, to, ...countDays(own) },
    notFilledIn: soFar - own.length,
    filledInLater: own.filter(({ filledInLater }) => filledInLater).length,
  };
};

/**
 * The last twelve weeks with the running one, the newest first, from the one with the first entry on: a diary that
 * began last week has no weeks of silence before it.
 */
export const diaryWeeks = (days: readonly FilledInDay[], today: LocalDate): readonly DiaryWeek[] => {
  const earliest = weeksFrom(today);
  const known = days.filter(({ date }) => date >= earliest && date <= today);
  const [first] = known.map(({ date }) => date).sort();
  if (first === undefined) return [];
  const weeks: DiaryWeek[] = [];
  for (let from = mondayOf(first); from <= today; from = addDays(from, WEEK)) weeks.unshift(weekOf(from, known, today));
  return weeks;
};
