import { localOf } from '@aftercare/kernel';
import { longDay, shortDay, timeText, weekdayName, zoneText } from '../domain/dates.js';
import type { DayWords, VisitWords } from './ports.js';

/** A visit is told in the clinic's zone; `clientZone` only decides whether that zone must be named. */
export interface VisitMoment {
  readonly startsAt: Date;
  readonly clinicZone: string;
  readonly clientZone: string;
  /** Of the chosen words (`MessageTemplates.wordsFor`), so that a date speaks the language around it. */
  readonly locale: string;
}

/** Two zones that show the same wall clock at that instant need no name. */
const zoneSuffix = ({ startsAt, clinicZone, clientZone, locale }: VisitMoment): string => {
  if (clinicZone === clientZone) return '';
  const here = localOf(startsAt, clinicZone);
  const there = localOf(startsAt, clientZone);
  return here.date === there.date && here.time === there.time ? '' : ` (${zoneText(clinicZone, locale)})`;
};

/** When a visit is, in words, on the clinic's clock; the zone is named where the client's clock shows something else. */
export const visitWords = (visit: VisitMoment): VisitWords => {
  const { date, time } = localOf(visit.startsAt, visit.clinicZone);
  const { locale } = visit;
  const timeInWords = `${timeText(time, locale)}${zoneSuffix(visit)}`;
  return {
    dayTime: `${shortDay(date, locale)} ${timeInWords}`,
    day: shortDay(date, locale),
    longDay: longDay(date, locale),
    time: timeInWords,
  };
};

/** A day of the person it is told to: when a form closes. */
export const dayWords = (instant: Date, zone: string, locale: string): DayWords => {
  const { date } = localOf(instant, zone);
  return { day: shortDay(date, locale), weekday: weekdayName(date, locale), longDay: longDay(date, locale) };
};
