import { checklist, choiceRows, daysField, html, numberGrid, textArea, textField, type Html } from '@aftercare/pages';
import { rawValues, type Answers, type Item, type RawForm } from './instruments.js';

/** What a field shows: what was typed a moment ago, else this browser's own answer, else nothing. */
export interface ItemContext {
  readonly shown: RawForm;
  readonly windowDays: number;
  readonly errors: ReadonlyMap<string, string>;
}

/** Stored answers as the fields would send them. */
export const rawOf = (answers: Answers): RawForm => {
  const raw: Record<string, string | readonly string[]> = {};
  for (const [code, value] of Object.entries(answers)) {
    if (typeof value === 'object' && 'from' in value) {
      raw[`${code}.from`] = value.from;
      raw[`${code}.to`] = value.to;
    } else if (typeof value === 'object') raw[code] = value;
    else raw[code] = String(value);
  }
  return raw;
};

const period = (item: Item, { shown }: ItemContext, error: string | undefined): Html =>
  html`${checklist({
    name: item.code,
    question: item.text,
    hint: 'Tick No, or give the first and the last day',
    error,
    choices: [{ value: 'none', label: 'No' }],
    values: rawValues(shown, item.code),
  })}${textField({ name: `${item.code}.from`, question: 'From', type: 'date', value: rawValues(shown, `${item.code}.from`)[0] })}${textField(
    {
      name: `${item.code}.to`,
      question: 'To',
      type: 'date',
      value: rawValues(shown, `${item.code}.to`)[0],
    },
  )}`;

interface Field {
  readonly name: string;
  readonly question: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
}
type Typed = Extract<Item, { kind: 'days' | 'number' | 'text' | 'date' }>;

/** Questions with something to type. */
const typedView = (
  item: Typed,
  field: Field,
  given: { readonly value: string | undefined; readonly windowDays: number },
): Html => {
  const { value, windowDays } = given;
  switch (item.kind) {
    case 'days':
      return daysField({ ...field, max: typeof item.max === 'number' ? item.max : windowDays, value });
    case 'number':
      return daysField({
        ...field,
        hint: item.hint ?? `A number from ${item.min} to ${item.max}`,
        max: item.max,
        value,
      });
    case 'text':
      return textArea({ ...field, maxLength: item.maxLength, value });
    case 'date':
      return textField({ ...field, type: 'date', value });
  }
};

/** One question with its control. */
export const itemView = (item: Item, context: ItemContext): Html => {
  const values = rawValues(context.shown, item.code);
  const [value] = values;
  const field: Field = { name: item.code, question: item.text, hint: item.hint, error: context.errors.get(item.code) };
  switch (item.kind) {
    case 'one':
      return choiceRows({ ...field, choices: item.options, value });
    case 'many':
      return checklist({ ...field, choices: item.options, none: item.none, values });
    case 'rating':
      return numberGrid({
        ...field,
        from: item.from,
        low: item.low,
        high: item.high,
        value: value === undefined ? undefined : Number(value),
      });
    case 'period':
      return period(item, context, field.error);
    default:
      return typedView(item, field, { value, windowDays: context.windowDays });
  }
};
