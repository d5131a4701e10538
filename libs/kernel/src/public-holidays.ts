import Holidays from 'date-holidays';
import { DomainError } from './errors.js';
import type { LocalDate } from './local-time.js';

/**
 * Where a clinic's public holidays come from: a country (`GB`), or a part of one (`GB-ENG`, `DE-BY`, `DE-BY-A`),
 * as date-holidays names them (ISO 3166-1 and, below it, mostly ISO 3166-2).
 */
export type HolidayRegion = string;

export class UnknownHolidayRegionError extends DomainError {
  override readonly code = 'UNKNOWN_HOLIDAY_REGION';
  override readonly kind = 'invalid';
}

const DATE_LENGTH = 'YYYY-MM-DD'.length;
const days = new Map<string, ReadonlySet<LocalDate>>();
const calendars = new Map<HolidayRegion, Holidays>();

/** The calendar answers nothing, whatever its types say, where there are no parts. */
const isIn = (names: object | undefined, name: string): boolean => names !== undefined && Object.hasOwn(names, name);

/** A country names its parts under "states", a part its own under "regions"; an unknown part would silently become the country. */
const partsOf = (region: HolidayRegion): readonly [string, ...string[]] | undefined => {
  const [country = '', state, part, ...more] = region.split('-');
  const all = new Holidays();
  if (more.length > 0 || !isIn(all.getCountries(), country)) return undefined;
  if (state === undefined) return [country];
  if (!isIn(all.getStates(country), state)) return undefined;
  if (part === undefined) return [country, state];
  return isIn(all.getRegions(country, state), part) ? [country, state, part] : undefined;
};

export const isHolidayRegion = (region: HolidayRegion): boolean =>
  calendars.has(region) || partsOf(region) !== undefined;

const calendarOf = (region: HolidayRegion): Holidays => {
  const known = calendars.get(region);
  if (known !== undefined) return known;
  const parts = partsOf(region);
  if (parts === undefined) {
    throw new UnknownHolidayRegionError(`there is no country or region called "${region}" in the holiday calendar`);
  }
  const [country, state, part] = parts;
  const calendar = new Holidays();
  if (state === undefined) calendar.init(country);
  else if (part === undefined) calendar.init(country, state);
  else calendar.init(country, state, part);
  calendars.set(region, calendar);
  return calendar;
};

/** Only days on which nearly everything is closed: the calendar also knows bank days, school days and observances. */
const holidaysOf = (region: HolidayRegion, year: string): ReadonlySet<LocalDate> => {
  const key = `${region} ${year}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const found = new Set<LocalDate>();
  for (const { type, date, start, end } of calendarOf(region).getHolidays(Number(year))) {
    if (type !== 'public') continue;
    // A holiday is named by its first local day; some last several, from `start` to before `end`.
    const lasting = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    const first = Date.parse(date.slice(0, DATE_LENGTH));
    for (let day = 0; day < lasting; day += 1) {
      found.add(new Date(first + day * 86_400_000).toISOString().slice(0, DATE_LENGTH));
    }
  }
  days.set(key, found);
  return found;
};

/** Whether a local day is a public holiday there. The data are those of the packaged date-holidays (CC BY 3.0). */
export const isPublicHoliday = (date: LocalDate, region: HolidayRegion): boolean =>
  holidaysOf(region, date.slice(0, 4)).has(date);
