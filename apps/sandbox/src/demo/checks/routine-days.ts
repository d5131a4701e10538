import { localOf, weekdayOf, type LocalDate } from '@aftercare/kernel';
import { DEMO_CLINICS } from '../domain/clinics.js';
import type { Check } from './check.js';
import { nameOf, personMessages, personOf, zoneAt, type PersonMessage } from './people-messages.js';

const SUNDAY = 7;

/** Public holidays of the demo's weeks from the governments' own lists (March to May 2027), so that the product's calendar is not its own judge. */
const HOLIDAYS: Readonly<Record<string, readonly LocalDate[]>> = {
  'elm-rooms': ['2027-03-26', '2027-03-29', '2027-05-03'],
  'harbor-house': [],
  'wattle-lane': ['2027-03-26', '2027-03-27', '2027-03-29'],
};

/** The ids of clinics are given by the product; who wrote is known by the sender. */
const holidaysOf = ({ message }: PersonMessage): readonly LocalDate[] => {
  const sender = DEMO_CLINICS.find((one) => message.from === one.smsSender || message.from.includes(one.emailFrom));
  return HOLIDAYS[sender?.clinicId ?? ''] ?? [];
};

const judge = (one: PersonMessage): readonly string[] => {
  const person = personOf(one);
  const row = one.rows.find(({ family }) => family === 'survey' || family === 'follow-up');
  if (person === undefined || row === undefined) return [];
  const { date } = localOf(new Date(one.message.at), zoneAt(person, one.message.at));
  const isHoliday = holidaysOf(one).includes(date);
  if (weekdayOf(date) !== SUNDAY && !isHoliday) return [];
  return [`${nameOf(one.message)} (${row.kind}) came on ${isHoliday ? 'the public holiday' : 'Sunday'} ${date}`];
};

/** Forms are asked and next visits are spoken of on working days only, where the person lives at that time. */
export const routineDays: Check = (records) => personMessages(records).flatMap(judge);
