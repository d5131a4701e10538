import { localOf, nextTransitions } from '@aftercare/kernel';
import { DAY_MS } from './calendar-booking.js';

const digits = (text: string): string => text.replaceAll(/[-:]/g, '');

/** `20270302T090000Z`. */
export const utcStamp = (instant: Date): string => `${digits(instant.toISOString().slice(0, 19))}Z`;

/** `20270302T090000`, as a clock in the zone shows it. */
export const localStamp = (instant: Date, zone: string): string => {
  const { date, time } = localOf(instant, zone);
  return `${digits(date)}T${digits(time)}00`;
};

const offsetMinutes = (instant: Date, zone: string): number => {
  const { date, time } = localOf(instant, zone);
  return Math.round((Date.parse(`${date}T${time}:00Z`) - instant.getTime()) / 60_000);
};

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
};

interface Observance {
  readonly startsAt: string;
  readonly from: number;
  readonly to: number;
}

const observanceLines = ({ startsAt, from, to }: Observance): readonly string[] => {
  const name = to > from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    `DTSTART:${startsAt}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${name}`,
  ];
};

/** A year to either side of the file's times, each change written out: no rule that a reader could get wrong. */
const YEAR_BEFORE_MS = 400 * DAY_MS;
const CHANGES = 6;

const observancesOf = (zone: string, around: Date): readonly Observance[] => {
  const first = new Date(around.getTime() - YEAR_BEFORE_MS);
  const start = offsetMinutes(first, zone);
  const changes = nextTransitions(zone, first, CHANGES).map((change): Observance => {
    const from = offsetMinutes(new Date(change.getTime() - 60_000), zone);
    // The clock still shows the old time when it is changed.
    const shown = new Date(change.getTime() + from * 60_000);
    return { startsAt: utcStamp(shown).slice(0, -1), from, to: offsetMinutes(change, zone) };
  });
  return [{ startsAt: '19700101T000000', from: start, to: start }, ...changes];
};

/** The zone's definition as a calendar file carries it. */
export const timezoneLines = (zone: string, around: Date): readonly string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  ...observancesOf(zone, around).flatMap(observanceLines),
  'END:VTIMEZONE',
];
