import { localOf } from '@aftercare/kernel';
import type { ClinicRules } from '../../clinics/application/ports.js';
import type { ToldContact } from '../../contacts/application/contact-directory.js';

type Hours = ClinicRules['quietHours'];

/** Where somebody may be. All of these zones are so far west and east that a day of the hours is the same date in all of them. */
export interface Place {
  readonly zones: readonly string[];
  /** Minutes between the first and the last clock at most. */
  readonly apart: number;
}

/**
 * The clocks of the countries whose numbers people have, written down by hand from an atlas: the model shares no table with the service.
 * By the number's beginning.
 */
const COUNTRIES: readonly (Place & { readonly prefix: string })[] = [
  {
    prefix: '+1',
    zones:
      'Pacific/Honolulu America/Adak America/Anchorage America/Los_Angeles America/Phoenix America/Denver America/Chicago America/New_York'.split(
        ' ',
      ),
    apart: 360,
  },
  {
    prefix: '+61',
    zones:
      'Australia/Perth Australia/Eucla Asia/Tokyo Australia/Darwin Australia/Adelaide Australia/Brisbane Australia/Sydney Australia/Lord_Howe'.split(
        ' ',
      ),
    apart: 180,
  },
  {
    prefix: '+7',
    zones:
      'Europe/Kaliningrad Europe/Moscow Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Magadan Asia/Kamchatka'.split(
        ' ',
      ),
    apart: 600,
  },
  { prefix: '+44', zones: ['Europe/London'], apart: 0 },
];

const oneZone = (zone: string): Place => ({ zones: [zone], apart: 0 });

/** Their own zone, or every one of the country of their number, or the clinic's. */
export const placeOf = ({ zone, phone }: Pick<ToldContact, 'zone' | 'phone'>, clinicZone: string): Place => {
  if (zone !== null) return oneZone(zone);
  return COUNTRIES.find(({ prefix }) => phone?.startsWith(prefix) === true) ?? oneZone(clinicZone);
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Hours of which not even one would come everywhere at once are nine to eight instead. */
const hoursIn = ({ apart }: Place, hours: Hours): Hours =>
  apart > 0 && minutesOf(hours.to) - minutesOf(hours.from) - apart < 60 ? { from: '09:00', to: '20:00' } : hours;

/** Minutes since midnight on each of the clocks. */
const clocksAt = (atMs: number, { zones }: Place): readonly number[] =>
  zones.map((zone) => minutesOf(localOf(new Date(atMs), zone).time));

export const isInside = (atMs: number, place: Place, hours: Hours): boolean => {
  const { from, to } = hoursIn(place, hours);
  return clocksAt(atMs, place).every((minutes) => minutes >= minutesOf(from) && minutes < minutesOf(to));
};

const QUARTER_MS = 15 * 60_000;
const HALF_PAST_SEVEN = 19 * 60 + 30;

/**
 * The evening before an instant in the night, found by walking back until everybody is awake: half past seven where it is latest,
 * or a quarter of an hour before the hours end there, but not before they have begun everywhere.
 */
export const eveningBefore = (atMs: number, place: Place, hours: Hours): number => {
  const latestMinutes = Math.min(HALF_PAST_SEVEN, minutesOf(hoursIn(place, hours).to) - 15);
  let at = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
  while (!isInside(at, place, hours)) at -= QUARTER_MS;
  const isLate = (ms: number): boolean => Math.max(...clocksAt(ms, place)) > latestMinutes;
  while (isLate(at) && isInside(at - QUARTER_MS, place, hours)) at -= QUARTER_MS;
  return at;
};
