import { formatLocal, localOf } from '@aftercare/kernel';
import type { DayWords, VisitWords } from './ports.js';

/** A visit is told in the clinic's zone; `clientZone` only decides whether that zone must be named. */
export interface VisitMoment {
  readonly startsAt: Date;
  readonly clinicZone: string;
  readonly clientZone: string;
  readonly locale: string;
}

/** `America/New_York` -> New York time. */
const zoneWords = (zone: string): string => {
  const place = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return /^(?:UTC|GMT)/.test(place) ? place : `${place} time`;
};

/** Two zones that show the same wall clock at that instant need no name. */
const zoneSuffix = ({ startsAt, clinicZone, clientZone }: VisitMoment): string => {
  const here = localOf(startsAt, clinicZone);
  const there = localOf(startsAt, clientZone);
  return here.date === there.date && here.time === there.time ? '' : ` (${zoneWords(clinicZone)})`;
};

/** When a visit is, in words, on the clinic's clock; the zone is named where the client's clock shows something else. */
export const visitWords = (visit: VisitMoment): VisitWords => {
  const local = localOf(visit.startsAt, visit.clinicZone);
  const suffix = zoneSuffix(visit);
  return {
    dayTime: `${formatLocal(local, 'day-time', visit.locale)}${suffix}`,
    day: formatLocal(local, 'day', visit.locale),
    longDay: formatLocal(local, 'long-day', visit.locale),
    time: `${formatLocal(local, 'time', visit.locale)}${suffix}`,
  };
};

/** A day of the person it is told to: when a form closes. */
export const dayWords = (instant: Date, zone: string, locale: string): DayWords => {
  const local = localOf(instant, zone);
  const longDay = formatLocal(local, 'long-day', locale);
  return { day: formatLocal(local, 'day', locale), weekday: longDay.split(' ')[0] ?? '', longDay };
};
