import { diary, type Answers } from '../../../instruments/application/instruments.js';
import type { OpenedDay } from '../../application/opened-days.js';

const CODES = diary.parts.flatMap(({ items }) => items.map(({ code }) => code));

const textOf = (value: Answers[string] | undefined): string => {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? '' : String(value);
};

/** RFC 4180. What would begin a formula in a spreadsheet is kept from doing so. */
const quoted = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** A line a day, with the codes of `diary@1` as names of the columns. */
export const monthCsv = (days: readonly OpenedDay[]): string =>
  [
    ['date', ...CODES, 'recordedAt', 'filledInLater'],
    ...days.map(({ day, answers }) => [
      day.date,
      ...CODES.map((code) => textOf(answers[code])),
      day.recordedAt.toISOString(),
      day.filledInLater ? 'yes' : 'no',
    ]),
  ]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
