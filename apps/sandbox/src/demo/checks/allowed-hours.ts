import { inWindow, localOf } from '@aftercare/kernel';
import type { LedgerRecord, RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { nameOf, personMessages, personOf, zoneAt, type PersonMessage } from './people-messages.js';

/** 09:00 is allowed, 20:00 is not. */
const HOURS = { from: '09:00', to: '20:00' };
const EMAIL_AT_ANY_HOUR = new Set(['confirmation', 'change', 'cancel']);

const mayComeAnyHour = (channel: 'sms' | 'email', row: LedgerRecord): boolean => {
  if (channel === 'sms') return row.family === 'reply' || row.family === 'link';
  return row.family === 'link' || (row.family === 'appointment' && EMAIL_AT_ANY_HOUR.has(row.kind));
};

const judge = (one: PersonMessage): readonly string[] => {
  const { message, rows } = one;
  const person = personOf(one);
  if (person === undefined || (rows.length > 0 && rows.every((row) => mayComeAnyHour(message.channel, row)))) return [];
  const zone = zoneAt(person, message.at);
  const { time } = localOf(new Date(message.at), zone);
  if (inWindow(time, HOURS)) return [];
  return [`${nameOf(message)} (${rows[0]?.kind ?? 'no row'}) came at ${time} in ${zone}`];
};

/** Nobody is written to at night, where they live at that time. */
export const allowedHours: Check = (records: RunRecords) => personMessages(records).flatMap(judge);
