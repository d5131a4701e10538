import ICAL from 'ical.js';
import { ImportFileBrokenError } from '../../domain/entry.js';
import type { ContentLine } from './content-lines.js';

/** Smaller ones are no visits, and most of their steps are thrown away one by one. */
const FREQUENCIES: readonly (string | undefined)[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const LONGEST_INTERVAL = 1000;
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

type Parts = ReadonlyMap<string, string>;

const partsOf = (text: string): Parts =>
  new Map(
    text
      .slice(text.lastIndexOf(':') + 1)
      .toUpperCase()
      .split(';')
      .map((part) => {
        const [name = '', value = ''] = part.split('=');
        return [name.trim(), value.trim()] as const;
      }),
  );

const numbersOf = (parts: Parts, name: string): readonly number[] =>
  (parts.get(name) ?? '')
    .split(',')
    .filter((value) => value !== '')
    .map(Number);

const isCount = (value: string | undefined): boolean =>
  value === undefined || (/^\d{1,9}$/.test(value) && Number(value) >= 1);

/** The 30th of February is in no year; a rule that asks for it alone would be searched for without an end. */
const isInSomeYear = (parts: Parts): boolean => {
  const days = numbersOf(parts, 'BYMONTHDAY');
  const months = numbersOf(parts, 'BYMONTH');
  if (days.length === 0) return true;
  const longest = months.length === 0 ? 31 : Math.max(...months.map((month) => LONGEST_MONTHS[month - 1] ?? 0));
  return days.some((day) => Math.abs(day) >= 1 && Math.abs(day) <= longest);
};

const problemOf = (parts: Parts): string | undefined => {
  if (!FREQUENCIES.includes(parts.get('FREQ'))) return 'only DAILY, WEEKLY, MONTHLY and YEARLY are read';
  if (!isCount(parts.get('COUNT'))) return 'COUNT must be at least 1';
  if (!isCount(parts.get('INTERVAL')) || Number(parts.get('INTERVAL') ?? 1) > LONGEST_INTERVAL)
    return `INTERVAL must be between 1 and ${LONGEST_INTERVAL}`;
  if (parts.has('BYWEEKNO')) return 'BYWEEKNO is not read';
  // The library would read "20MO" as every Monday.
  if (/\d\d(MO|TU|WE|TH|FR|SA|SU)/.test(parts.get('BYDAY') ?? '')) return 'BYDAY counts at most to 9';
  return isInSomeYear(parts) ? undefined : 'no year has such a day';
};

/** Refuses what cannot be followed, before anything is counted. */
export const checkRule = ({ line, text }: ContentLine): void => {
  const problem = problemOf(partsOf(text));
  if (problem !== undefined) throw new ImportFileBrokenError(line, `this RRULE cannot be followed: ${problem}`);
};

/** No visit series needs more. */
const MOST_STEPS = 50_000;

class HorizonPassed extends Error {}

/** Counts every step, also those that give nothing: the library looks for the next time without an end of its own. */
const boundedIterator = (rule: ICAL.Recur, start: ICAL.Time, lastYear: number): ICAL.RecurIterator => {
  let left = MOST_STEPS;
  const step = ({ last }: ICAL.RecurIterator): void => {
    left -= 1;
    if (left < 0) throw new Error('it takes too many steps');
    // A week may begin in the year before, so there is one year to spare.
    if (last.year > lastYear + 1) throw new HorizonPassed();
  };
  class Bounded extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      step(this);
      return super.check_contracting_rules();
    }

    override increment_month(): void {
      step(this);
      super.increment_month();
    }

    override increment_year(years: number): void {
      step(this);
      super.increment_year(years);
    }
  }
  return new Bounded({ rule, dtstart: start });
};

const fits = (time: ICAL.Time, parts: Parts): boolean => {
  const months = numbersOf(parts, 'BYMONTH');
  return months.length === 0 || months.includes(time.month);
};

const walk = (steps: ICAL.RecurIterator, last: string, found: ICAL.Time[]): void => {
  for (;;) {
    // The iterator says null at its end, whatever its types say.
    const next = steps.next() as ReturnType<typeof steps.next> | null;
    if (next === null || next.toString() > last) return;
    found.push(next.clone());
  }
};

/** The wall-clock times of a rule up to `last`. */
export const ruleTimes = (
  rule: ICAL.Recur,
  start: ICAL.Time,
  { last, line }: { readonly last: string; readonly line: number },
): readonly ICAL.Time[] => {
  const found: ICAL.Time[] = [];
  try {
    walk(boundedIterator(rule, start, Number(last.slice(0, 4))), last, found);
  } catch (cause) {
    if (!(cause instanceof HorizonPassed)) {
      const message = cause instanceof Error ? cause.message.slice(0, 120) : 'it cannot be read';
      throw new ImportFileBrokenError(line, `this RRULE cannot be followed: ${message}`);
    }
  }
  const parts = partsOf(rule.toString());
  // The library steps into a neighbouring month where a month is short.
  return found.filter((time) => fits(time, parts));
};
