import { formatLocal, localOf } from '@aftercare/kernel';
import type { Survey } from '../../application/ports.js';

/** Titles say nothing about what is asked (ux.md 5.1). */
export const TITLE = 'Your check-in';

/** "Tuesday 11 May", in that zone. */
export const dayInWords = (instant: Date, zone: string): string => formatLocal(localOf(instant, zone), 'long-day');
export const timeInWords = (instant: Date, zone: string): string => formatLocal(localOf(instant, zone), 'time');
export const dateInWords = (date: string): string => formatLocal({ date, time: '00:00' }, 'long-day');

/** The visit's day is the clinic's; everything else is the client's. */
export const visitDay = (survey: Survey): string => dayInWords(survey.visitAt, survey.frame.clinicZone);

export const closedOn = (survey: Survey): string => dayInWords(survey.times.closesAt, survey.frame.clientZone);
