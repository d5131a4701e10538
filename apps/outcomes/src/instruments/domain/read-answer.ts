import { addDays, isLocalDate } from '@aftercare/kernel';
import type { AnswerValue } from './answers.js';
import type { Item } from './item.js';

/** What a browser sent, by field name; a field may come several times. */
export type RawForm = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What one field holds: nothing, a value, or something that cannot be read. */
export type Reading = { readonly value?: AnswerValue } | { readonly wrong: string };

export const rawValues = (raw: RawForm, name: string): readonly string[] => {
  const value = raw[name];
  const list = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return list.map((text) => text.trim()).filter((text) => text !== '');
};

// Arabic-Indic, extended Arabic-Indic and full-width digits, by the code point of their zero (ux.md 5.5).
const ZEROS = [0x0660, 0x06f0, 0xff10];

/** Digits of any of these scripts as Latin ones. */
export const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (character) => {
    const code = character.charCodeAt(0);
    return String(code - (ZEROS.find((zero) => code >= zero && code <= zero + 9) ?? code));
  });

const choose = (item: Item): string => `Choose an answer for "${item.text}".`;

const readOne = (item: Item & { kind: 'one' }, [first]: readonly string[]): Reading =>
  first === undefined
    ? {}
    : item.options.some((option) => option.value === first)
      ? { value: first }
      : { wrong: choose(item) };

const readMany = (item: Item & { kind: 'many' }, values: readonly string[]): Reading => {
  const known = [...item.options.map((option) => option.value), ...(item.none === undefined ? [] : [item.none.value])];
  const distinct = [...new Set(values)];
  if (distinct.length === 0) return {};
  if (distinct.some((value) => !known.includes(value))) return { wrong: choose(item) };
  if (item.none !== undefined && distinct.includes(item.none.value) && distinct.length > 1) {
    return { wrong: `Choose "${item.none.label}" or the others, not both.` };
  }
  if (item.most !== undefined && distinct.length > item.most) return { wrong: `Choose up to ${item.most}.` };
  // The order of the instrument, not of the taps, so that the same answer is stored the same way.
  return { value: known.filter((value) => distinct.includes(value)) };
};

const readNumber = (
  text: string | undefined,
  range: { readonly min: number; readonly max: number; readonly wrong?: string },
): Reading => {
  if (text === undefined) return {};
  const latin = latinDigits(text);
  const number = /^\d{1,3}$/.test(latin) ? Number(latin) : Number.NaN;
  const fits = number >= range.min && number <= range.max;
  return fits ? { value: number } : { wrong: range.wrong ?? `Enter a number from ${range.min} to ${range.max}.` };
};

const readText = (item: Item & { kind: 'text' }, [first]: readonly string[]): Reading => {
  if (first === undefined) return {};
  return first.length <= item.maxLength ? { value: first } : { wrong: `Write at most ${item.maxLength} characters.` };
};

const readDate = ([first]: readonly string[]): Reading => {
  if (first === undefined) return {};
  return isLocalDate(latinDigits(first)) ? { value: latinDigits(first) } : { wrong: 'Enter a day, month and year.' };
};

const isPeriod = (from: string, to: string, maxDays: number): boolean =>
  isLocalDate(from) && isLocalDate(to) && from <= to && to <= addDays(from, maxDays);

const readPeriod = (item: Item & { kind: 'period' }, raw: RawForm): Reading => {
  const isNone = rawValues(raw, item.code).includes('none');
  const [from = ''] = rawValues(raw, `${item.code}.from`);
  const [to = ''] = rawValues(raw, `${item.code}.to`);
  if (from === '' && to === '') return isNone ? { value: 'none' } : {};
  if (isNone) return { wrong: 'Choose "No" or the two days, not both.' };
  return isPeriod(from, to, item.maxDays)
    ? { value: { from, to } }
    : { wrong: `Enter both days, at most ${item.maxDays / 7} weeks apart.` };
};

const readRating = (item: Item & { kind: 'rating' }, values: readonly string[]): Reading => {
  const wrong = item.from === 1 ? { wrong: 'You chose a headache, so the worst pain is 1 to 10.' } : {};
  return readNumber(values[0], { min: item.from, max: 10, ...wrong });
};

const readDays = (item: Item & { kind: 'days' }, values: readonly string[], windowDays: number): Reading =>
  readNumber(values[0], { min: 0, max: typeof item.max === 'number' ? item.max : windowDays });

/** Reads what was typed for an item, on its own; what other answers say about it is checked afterwards. */
export const readAnswer = (item: Item, raw: RawForm, windowDays: number): Reading => {
  const values = rawValues(raw, item.code);
  switch (item.kind) {
    case 'one':
      return readOne(item, values);
    case 'many':
      return readMany(item, values);
    case 'rating':
      return readRating(item, values);
    case 'days':
      return readDays(item, values, windowDays);
    case 'number':
      return readNumber(values[0], item);
    case 'text':
      return readText(item, values);
    case 'date':
      return readDate(values);
    case 'period':
      return readPeriod(item, raw);
  }
};
