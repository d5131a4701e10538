import { addDays, daysBetween, weekdayOf } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';

/** How far a preview looks ahead, from the Monday of the present week. */
export const WEEKS = 12;

const MONDAY = 1;

export const mondayOf = (date: LocalDate): LocalDate => addDays(date, MONDAY - weekdayOf(date));

/** The Mondays of the weeks that a preview shows. */
export const weeksFrom = (today: LocalDate): readonly LocalDate[] =>
  Array.from({ length: WEEKS }, (_, week) => addDays(mondayOf(today), week * 7));

/** The week of a day by its number; what is due since before counts to the first, `WEEKS` is everything beyond. */
export const weekOf = (date: LocalDate, first: LocalDate): number =>
  Math.min(WEEKS, Math.max(0, Math.floor(daysBetween(first, date) / 7)));
