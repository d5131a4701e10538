import type { MomentZone } from 'moment-timezone';
import { DomainError } from './errors.js';
import { tz } from './zone-data.js';

/**
 * Wall-clock arithmetic with packaged zone data: Node 20 carries IANA 2025c and is an hour off in 15 zones,
 * so nothing here (or elsewhere) asks `Intl` for a time zone.
 */
export const ZONE_DATA_VERSION: string = tz.dataVersion;

/** A calendar date without a zone, `YYYY-MM-DD`. */
export type LocalDate = string;
/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What a clock on a wall in some zone shows. `time` is `HH:MM`. */
export interface LocalDateTime {
  readonly date: LocalDate;
  readonly time: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export class UnknownZoneError extends DomainError {
  override readonly code = 'UNKNOWN_ZONE';
  override readonly kind = 'invalid';
}

export const isKnownZone = (zone: string): boolean => tz.zone(zone) !== null;

/** Asked for with every instant; the data's own search reads the name anew each time. Under their own names only, of which there are few. */
const zones = new Map<string, MomentZone>();

const zoneOf = (name: string): MomentZone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = tz.zone(name);
  if (zone === null) throw new UnknownZoneError(`there is no time zone called "${name}"`);
  if (zone.name === name) zones.set(name, zone);
  return zone;
};

const asIfUtc = (local: LocalDateTime): number => Date.parse(`${local.date}T${local.time}:00Z`);

/**
 * The instant at which a clock in that zone shows `local`.
 * A time that does not exist becomes the first valid instant after the gap, one that exists twice the earlier (architecture.md 5).
 */
export const utcOf = (local: LocalDateTime, zoneName: string): Date => {
  const zone = zoneOf(zoneName);
  const wall = asIfUtc(local);
  if (Number.isNaN(wall)) throw new RangeError(`not a local date and time: ${local.date} ${local.time}`);
  // The offset before a transition and the one after it: the wall time is one of the two, or lies in the gap between them.
  const before = wall + zone.utcOffset(wall - DAY_MS) * MINUTE_MS;
  const after = wall + zone.utcOffset(wall + DAY_MS) * MINUTE_MS;
  const fits = [before, after].filter((instant) => instant - zone.utcOffset(instant) * MINUTE_MS === wall);
  if (fits.length > 0) return new Date(Math.min(...fits));
  const exact = wall + zone.parse(wall) * MINUTE_MS;
  if (exact - zone.utcOffset(exact) * MINUTE_MS === wall) return new Date(exact);
  return new Date(gapEnd(zone, Math.min(before, after), Math.max(before, after)));
};

/** The transition between two instants, found by halving; both offsets are known to differ. */
const gapEnd = (zone: MomentZone, from: number, to: number): number => {
  const target = zone.utcOffset(to + DAY_MS);
  let low = from - DAY_MS;
  let high = to + DAY_MS;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (zone.utcOffset(middle) === target) high = middle;
    else low = middle;
  }
  return high;
};

const MINUTES_OF_DAY = DAY_MS / MINUTE_MS;
const twoDigits = (number: number): string => String(number).padStart(2, '0');
const TIMES: readonly string[] = Array.from(
  { length: MINUTES_OF_DAY },
  (_, minute) => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`,
);

/** Writing an instant out takes ten times as long as finding its day, and what is asked for lies within some months. By days since 1970. */
const MOST_DATES = 4000;
const dates = new Map<number, LocalDate>();

const dateOfDay = (day: number): LocalDate => {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(day, date);
  return date;
};

/** Minutes since 1970 as a clock in that zone counts them. */
const wallMinutes = (instant: Date, zoneName: string): number =>
  Math.floor(instant.getTime() / MINUTE_MS - zoneOf(zoneName).utcOffset(instant.getTime()));

/** What a clock in that zone shows at `instant`. */
export const localOf = (instant: Date, zoneName: string): LocalDateTime => {
  const minutes = wallMinutes(instant, zoneName);
  const day = Math.floor(minutes / MINUTES_OF_DAY);
  return { date: dateOfDay(day), time: TIMES[minutes - day * MINUTES_OF_DAY] ?? '' };
};

export const dateOf = (instant: Date, zoneName: string): LocalDate =>
  dateOfDay(Math.floor(wallMinutes(instant, zoneName) / MINUTES_OF_DAY));

export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;

/** Calendar arithmetic: a day is a date on the calendar, never 24 hours. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole calendar days from one date to another (negative when `to` is earlier). */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

const WEEKDAYS: readonly Weekday[] = [7, 1, 2, 3, 4, 5, 6];
export const weekdayOf = (date: LocalDate): Weekday => WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 7;

/** Is `time` (`HH:MM`) inside [from, to)? */
export const inWindow = (time: string, window: { readonly from: string; readonly to: string }): boolean =>
  time >= window.from && time < window.to;

/** The next instants at which the zone's offset changes; fewer than asked for when the data ends. */
export const nextTransitions = (zoneName: string, after: Date, count: number): readonly Date[] =>
  zoneOf(zoneName)
    .untils.filter((until) => Number.isFinite(until) && until > after.getTime())
    .slice(0, count)
    .map((until) => new Date(until));

/** `day` Tue 11 May, `day-time` Tue 11 May 10:30, `long-day` Tuesday 11 May, `long-day-year` adds the year. */
export type DateStyle = 'day' | 'day-time' | 'long-day' | 'long-day-year' | 'time';

type NameWidth = 'short' | 'long';
/** Making a formatter takes ten times as long as using it. By locale and width; locales are typed in, so their number has a bound. */
const MOST_FORMATTERS = 200;
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (locale: string, width: NameWidth): Intl.DateTimeFormat => {
  const name = `${locale} ${width}`;
  // The date is read as UTC on purpose: it is already local, and no zone data of Node is involved.
  const options = { weekday: width, day: 'numeric', month: width, timeZone: 'UTC' } as const;
  const formatter = formatters.get(name) ?? new Intl.DateTimeFormat(locale, options);
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(name, formatter);
  return formatter;
};

const dateNames = (locale: string, date: LocalDate, width: NameWidth): string => {
  const parts = formatterOf(locale, width).formatToParts(new Date(`${date}T00:00:00Z`));
  const named = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return [named('weekday'), named('day'), named('month')].join(' ').replaceAll('.', '');
};

/** A date or time in words, without digits-only dates (ux.md 5.5). */
export const formatLocal = (local: LocalDateTime, style: DateStyle, locale = 'en-GB'): string => {
  switch (style) {
    case 'time':
      return local.time;
    case 'day':
      return dateNames(locale, local.date, 'short');
    case 'day-time':
      return `${dateNames(locale, local.date, 'short')} ${local.time}`;
    case 'long-day':
      return dateNames(locale, local.date, 'long');
    case 'long-day-year':
      return `${dateNames(locale, local.date, 'long')} ${local.date.slice(0, 4)}`;
  }
};

/** The name of a month, `2027-05` -> May. */
export const monthName = (month: string, locale = 'en-GB'): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
