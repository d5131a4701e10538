import type { LocalDateTime } from '@aftercare/kernel';
import { isLocalDate } from '@aftercare/kernel';
import { DateOrderUnknownError } from '../../domain/entry.js';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const two = (value: string | number): string => String(value).padStart(2, '0');

/** `13:05 pm` and `25:00` stay what they are: no time. */
const timeOf = (hour: string, minute: string, half: string | undefined): string => {
  if (half === undefined) return `${two(hour)}:${minute}`;
  const base = Number(hour) > 12 ? Number.NaN : Number(hour) % 12;
  return `${two(base + (half.toLowerCase() === 'pm' ? 12 : 0))}:${minute}`;
};

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::\d{2})?\s*(am|pm)?`;
const IN_WORDS = new RegExp(String.raw`^([A-Za-z]+)\.? (\d{1,2}),? (\d{4}),? ${CLOCK}$`, 'i');
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})[T ]${CLOCK}$`, 'i');
const DIGITS = new RegExp(String.raw`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}),? ${CLOCK}$`, 'i');

const checked = (local: LocalDateTime): LocalDateTime | undefined =>
  isLocalDate(local.date) && /^([01]\d|2[0-3]):[0-5]\d$/.test(local.time) ? local : undefined;

const inWords = (text: string): LocalDateTime | undefined => {
  const [, month = '', day = '', year = '', hour = '', minute = '', half] = IN_WORDS.exec(text) ?? [];
  const index = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase()) && month.length >= 3);
  if (month === '' || index < 0) return undefined;
  return checked({ date: `${year}-${two(index + 1)}-${two(day)}`, time: timeOf(hour, minute, half) });
};

const iso = (text: string): LocalDateTime | undefined => {
  const [, year = '', month = '', day = '', hour = '', minute = '', half] = ISO.exec(text) ?? [];
  return year === '' ? undefined : checked({ date: `${year}-${month}-${day}`, time: timeOf(hour, minute, half) });
};

const digits = (
  text: string,
  order: { readonly dateOrder: 'dmy' | 'mdy' | undefined; readonly line: number },
): LocalDateTime | undefined => {
  const [, first = '', second = '', year = '', hour = '', minute = '', half] = DIGITS.exec(text) ?? [];
  if (first === '') return undefined;
  // Never guessed: a file with 13/04 in one row has 03/04 in another.
  if (order.dateOrder === undefined) throw new DateOrderUnknownError(order.line, text);
  const [day, month] = order.dateOrder === 'dmy' ? [first, second] : [second, first];
  return checked({ date: `${year}-${two(month)}-${two(day)}`, time: timeOf(hour, minute, half) });
};

/** A wall-clock time as booking programs write it: `December 2, 2020 9:00 am`, `2027-03-01 14:30`, and digits where the order is told. */
export const wallTimeOf = (
  text: string,
  order: { readonly dateOrder: 'dmy' | 'mdy' | undefined; readonly line: number },
): LocalDateTime | undefined => {
  const plain = text.trim().replaceAll(/\s+/g, ' ');
  return inWords(plain) ?? iso(plain) ?? digits(plain, order);
};
