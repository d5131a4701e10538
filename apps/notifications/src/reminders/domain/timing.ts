import { addDays, dateOf, inWindow, isPublicHoliday, localOf, utcOf, weekdayOf } from '@aftercare/kernel';
import type { HolidayRegion, LocalDate } from '@aftercare/kernel';
import { zonesAt } from './home.js';
import type { Home } from './home.js';
import type { RulesInForce } from './rules.js';

/** The rule behind a due time; kept in the row, so that a changed zone can compute it again. Days are calendar days, never hours. */
export type Timing =
  | { readonly rule: 'at'; readonly at: Date }
  | { readonly rule: 'days-before'; readonly days: number; readonly startsAt: Date; readonly visitZone: string }
  | { readonly rule: 'hours-before'; readonly hours: number; readonly startsAt: Date }
  | { readonly rule: 'local'; readonly on: LocalDate; readonly time: string };

/** When a client may be written to: in the client's zone, or in every one in which they may be. */
export interface AllowedTimes extends Home {
  /** [from, to), `HH:MM`. */
  readonly hours: { readonly from: string; readonly to: string };
  /** Days without routine notes; Sundays are closed to them as well unless the clinic opens them. */
  readonly closureDays: readonly LocalDate[];
  /** Public holidays of this place are closed to routine notes as well; null: no place is named. */
  readonly holidayRegion: HolidayRegion | null;
  readonly opensOnSundays?: boolean;
  /** What the clinic decided about its notes; absent: as shipped. */
  readonly rules?: RulesInForce;
}

export type Move = 'earlier' | 'later' | 'later-on-open-days' | 'none';

export interface Placed {
  readonly dueAt: Date;
  readonly reason?: 'QUIET_HOURS' | 'CLOSED_DAY';
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The rule's own answer. */
export const nominalDue = (timing: Timing, clientZone: string): Date => {
  switch (timing.rule) {
    case 'at':
      return timing.at;
    case 'days-before': {
      const visit = localOf(timing.startsAt, timing.visitZone);
      return utcOf({ date: addDays(visit.date, -timing.days), time: visit.time }, timing.visitZone);
    }
    case 'hours-before':
      return new Date(timing.startsAt.getTime() - timing.hours * HOUR_MS);
    case 'local':
      return utcOf({ date: timing.on, time: timing.time }, clientZone);
  }
};

/** Appointment reminders that would come at night leave in the evening before, spread so that a clinic's morning does not ring at once. */
const EVENING = '19:30';
const SPREAD_MINUTES = 15;

const minutesBefore = (time: string, minutes: number): string => {
  const [hours = 0, mins = 0] = time.split(':').map(Number);
  const total = Math.max(0, hours * 60 + mins - minutes);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
};

const eveningOf = (hours: AllowedTimes['hours']): string => {
  const latest = minutesBefore(hours.to, SPREAD_MINUTES);
  return EVENING <= latest ? EVENING : latest;
};

const isClosed = (date: LocalDate, { closureDays, holidayRegion, opensOnSundays = false }: AllowedTimes): boolean =>
  (weekdayOf(date) === 7 && !opensOnSundays) ||
  closureDays.includes(date) ||
  (holidayRegion !== null && isPublicHoliday(date, holidayRegion));

/** Is this an instant at which the client may be written to? */
export const isAllowedAt = (instant: Date, allowed: AllowedTimes, onOpenDays: boolean): boolean => {
  return zonesAt(allowed).every((zone) => {
    const local = localOf(instant, zone);
    return inWindow(local.time, allowed.hours) && !(onOpenDays && isClosed(local.date, allowed));
  });
};

/** When clocks show that time on a day: once in each zone. */
const instantsOf = (date: LocalDate, time: string, home: Home): readonly number[] =>
  zonesAt(home).map((zone) => utcOf({ date, time }, zone).getTime());

/** The hours of a day begin when they have begun everywhere. */
const openingOf = (date: LocalDate, allowed: AllowedTimes): Date =>
  new Date(Math.max(...instantsOf(date, allowed.hours.from, allowed)));

/** The end of the hours in which `instant` lies: the first place in which they end counts. */
export const closingAfter = (instant: Date, allowed: AllowedTimes): Date =>
  new Date(Math.min(...instantsOf(dateOf(instant, allowed.zone), allowed.hours.to, allowed)));

/** The evening of a day, after the hours have begun everywhere. */
const eveningOn = (date: LocalDate, allowed: AllowedTimes): Date => {
  const firstEvening = Math.min(...instantsOf(date, eveningOf(allowed.hours), allowed));
  return new Date(Math.max(firstEvening, openingOf(date, allowed).getTime()));
};

/** The last evening before `due` where the client lives. `spread` is any stable whole number. */
const evening = (due: Date, allowed: AllowedTimes, spread: number): Date => {
  const date = dateOf(due, allowed.zone);
  const at = (day: LocalDate): Date =>
    new Date(eveningOn(day, allowed).getTime() + (spread % SPREAD_MINUTES) * MINUTE_MS);
  return at(date).getTime() <= due.getTime() ? at(date) : at(addDays(date, -1));
};

/** A text of the last hours says nothing on the evening before: it stays on the visit's day or is dropped. */
export const leavesItsDay = (timing: Timing, dueAt: Date, zone: string): boolean =>
  timing.rule === 'hours-before' && dateOf(dueAt, zone) !== dateOf(timing.startsAt, zone);

/** The next opening of the hours after `due`; `due` itself when it is allowed. */
export const nextAllowed = (due: Date, allowed: AllowedTimes, onOpenDays: boolean): Date => {
  if (isAllowedAt(due, allowed, onOpenDays)) return due;
  const date = dateOf(due, allowed.zone);
  return openingOn(due < openingOf(date, allowed) ? date : addDays(date, 1), allowed, onOpenDays);
};

/** Opening of the first allowed day on or after `date`. A year of closed days is a broken setting; the last day tried is taken. */
const openingOn = (date: LocalDate, allowed: AllowedTimes, onOpenDays: boolean): Date => {
  let day = date;
  for (let tries = 0; tries < 366 && onOpenDays && isClosed(day, allowed); tries += 1) day = addDays(day, 1);
  return openingOf(day, allowed);
};

/** The morning of the next allowed day, counted from the day of `from`. */
export const nextMorning = (from: Date, allowed: AllowedTimes, onOpenDays: boolean): Date =>
  openingOn(addDays(dateOf(from, allowed.zone), 1), allowed, onOpenDays);

/** Brings a due time into the allowed times: appointments move earlier, everything else later. */
export const place = (
  due: Date,
  allowed: AllowedTimes,
  how: { readonly move: Move; readonly spread: number },
): Placed => {
  const onOpenDays = how.move === 'later-on-open-days';
  if (how.move === 'none' || isAllowedAt(due, allowed, onOpenDays)) return { dueAt: due };
  if (how.move === 'earlier') return { dueAt: evening(due, allowed, how.spread), reason: 'QUIET_HOURS' };
  const closed = onOpenDays && isClosed(dateOf(due, allowed.zone), allowed);
  return { dueAt: nextAllowed(due, allowed, onOpenDays), reason: closed ? 'CLOSED_DAY' : 'QUIET_HOURS' };
};
