import { addDays, daysBetween, isPublicHoliday, weekdayOf } from '@aftercare/kernel';
import type { LocalDate, Weekday } from '@aftercare/kernel';
import type { CadenceInput } from './cadence-input.js';
import type { Interval } from './interval.js';

const PREFERRED_REACH_DAYS = 3;
const SUNDAY: Weekday = 7;

/** No Sunday, no public holiday, no closure, no day on which the clinic never opens. */
export const isAllowedDay = (date: LocalDate, calendar: CadenceInput['calendar']): boolean => {
  const { openWeekdays, closureDays, holidayRegion } = calendar;
  const weekday = weekdayOf(date);
  const isHoliday = holidayRegion !== null && isPublicHoliday(date, holidayRegion);
  return weekday !== SUNDAY && openWeekdays.includes(weekday) && !closureDays.includes(date) && !isHoliday;
};

export const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

const allowedBetween = (from: LocalDate, to: LocalDate, calendar: CadenceInput['calendar']): readonly LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index)).filter((date) =>
    isAllowedDay(date, calendar),
  );

const distance = (a: LocalDate, b: LocalDate): number => Math.abs(daysBetween(a, b));

/** The nearest to `target`; of two equally near ones the earlier, because the dates come in order. */
const nearest = (dates: readonly LocalDate[], target: LocalDate): LocalDate | undefined =>
  dates.reduce<LocalDate | undefined>(
    (best, date) => (best === undefined || distance(date, target) < distance(best, target) ? date : best),
    undefined,
  );

/** The day that the interval leads to, before anybody asks whether it is allowed. */
export const targetOf = (input: CadenceInput, { days }: Interval): LocalDate =>
  addDays(input.session.on, days - input.leadDays);

/** Rule C: the allowed day nearest to the target, the preferred weekday first where one is within reach. */
export const allowedDay = (input: CadenceInput, interval: Interval): LocalDate | undefined => {
  const { session, calendar, notBefore } = input;
  const target = targetOf(input, interval);
  const from = later(addDays(session.on, interval.low), notBefore);
  const allowed = allowedBetween(from, addDays(session.on, interval.high), calendar);
  const preferred = allowed.filter(
    (date) => weekdayOf(date) === calendar.preferredWeekday && distance(date, target) <= PREFERRED_REACH_DAYS,
  );
  return nearest(preferred, target) ?? nearest(allowed, target);
};

/** The first allowed day of a stretch, both ends included. */
export const firstAllowedDay = (
  calendar: CadenceInput['calendar'],
  from: LocalDate,
  to: LocalDate,
): LocalDate | undefined => allowedBetween(from, to, calendar)[0];
