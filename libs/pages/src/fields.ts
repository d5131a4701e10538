import { attributes, html, type Html } from './html.js';

/** What all fields have: a stable code as name, the question, and what is wrong with the answer. */
export interface FieldOptions {
  readonly name: string;
  readonly question: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Id of a field's first control: error summaries link to it. */
export const fieldId = (name: string): string => `f-${name}`;
const hintId = (name: string): string => `${fieldId(name)}-hint`;
const errorId = (name: string): string => `${fieldId(name)}-error`;

const describedBy = (field: FieldOptions): string | undefined => {
  const ids = [
    ...(field.hint === undefined ? [] : [hintId(field.name)]),
    ...(field.error === undefined ? [] : [errorId(field.name)]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
};

const lead = (field: FieldOptions): Html =>
  html`${field.hint === undefined ? undefined : html`<p class="hint" id="${hintId(field.name)}">${field.hint}</p>`}${
    field.error === undefined ? undefined : html`<p class="wrong" id="${errorId(field.name)}">${field.error}</p>`
  }`;

const group = (field: FieldOptions, inside: Html): Html =>
  html`<fieldset${attributes({ 'aria-describedby': describedBy(field) })}><legend>${field.question}</legend>${lead(field)}${inside}</fieldset>`;

const row = (
  type: 'radio' | 'checkbox',
  input: Readonly<Record<string, string | boolean | undefined>>,
  label: string,
): Html => html`<label class="row"><input type="${type}" ${attributes(input)} /><span>${label}</span></label>`;

/** One of a few: native radios, the whole row is the target. Nothing is ever preselected but the person's own answer. */
export const choiceRows = (
  field: FieldOptions & { readonly choices: readonly Choice[]; readonly value?: string | undefined },
): Html =>
  group(
    field,
    html`<div class="rows">
      ${field.choices.map((choice, index) =>
        row(
          'radio',
          {
            name: field.name,
            value: choice.value,
            id: index === 0 ? fieldId(field.name) : undefined,
            checked: choice.value === field.value,
          },
          choice.label,
        ),
      )}
    </div>`,
  );

/** 0 to 10 as eleven radios (or 1 to 10), with the meaning of both ends in words. Never a slider. */
export const numberGrid = (
  field: FieldOptions & {
    readonly from?: 0 | 1;
    readonly low: string;
    readonly high: string;
    readonly value?: number | undefined;
  },
): Html => {
  const from = field.from ?? 0;
  const numbers = Array.from({ length: 11 - from }, (_, index) => index + from);
  return group(
    field,
    html`<div class="grid">
        ${numbers.map(
          (number, index) =>
            html`<label class="cell"
              ><input
                type="radio"
                ${attributes({
                  name: field.name,
                  value: number,
                  id: index === 0 ? fieldId(field.name) : undefined,
                  checked: number === field.value,
                })}
              /><span>${number}</span></label
            >`,
        )}
      </div>
      <p class="ends hint"><span>${from} ${field.low}</span><span>10 ${field.high}</span></p>`,
  );
};

interface TextOptions extends FieldOptions {
  readonly value?: string | undefined;
}

const labelled = (field: FieldOptions, control: Html): Html =>
  html`<div class="field">
    <label class="q" for="${fieldId(field.name)}">${field.question}</label>${lead(field)}
    <div>${control}</div>
  </div>`;

/** A count of days: a text field for digits, because spinners and sliders are hard to hit and native number fields drop what they do not like. */
export const daysField = (field: TextOptions & { readonly max: number }): Html => {
  const hinted = { ...field, hint: field.hint ?? `A number from 0 to ${field.max}` };
  return labelled(
    hinted,
    html`<input
      type="text"
      class="days"
      inputmode="numeric"
      maxlength="3"
      autocomplete="off"
      ${attributes({
        id: fieldId(field.name),
        name: field.name,
        value: field.value,
        'aria-describedby': describedBy(hinted),
        'aria-invalid': field.error === undefined ? undefined : 'true',
      })}
    />`,
  );
};

export const textField = (
  field: TextOptions & {
    readonly type?: 'text' | 'email' | 'tel' | 'date';
    readonly autocomplete?: string;
    /** The keyboard that phones offer, where it is not that of the type. */
    readonly inputMode?: 'email' | 'tel' | 'numeric';
    readonly maxLength?: number;
  },
): Html =>
  labelled(
    field,
    html`<input
      ${attributes({
        type: field.type ?? 'text',
        id: fieldId(field.name),
        name: field.name,
        value: field.value,
        maxlength: field.maxLength ?? 200,
        autocomplete: field.autocomplete ?? 'off',
        inputmode: field.inputMode,
        'aria-describedby': describedBy(field),
        'aria-invalid': field.error === undefined ? undefined : 'true',
      })}
    />`,
  );

export const textArea = (field: TextOptions & { readonly maxLength: number }): Html => {
  const area = attributes({
    id: fieldId(field.name),
    name: field.name,
    maxlength: field.maxLength,
    'aria-describedby': describedBy(field),
  });
  // On one line: white space inside would become part of the text.
  return labelled(field, html`<textarea rows="4" ${area}>${field.value ?? ''}</textarea>`);
};

/** Any of a list; `none` stands last, apart, and excludes the others (the server checks it, the module clears conflicts). */
export const checklist = (
  field: FieldOptions & {
    readonly choices: readonly Choice[];
    readonly none?: Choice | undefined;
    readonly values?: readonly string[];
  },
): Html => {
  const rows = field.none === undefined ? field.choices : [...field.choices, field.none];
  return group(
    field,
    html`<div class="rows">
      ${rows.map((choice, index) =>
        row(
          'checkbox',
          {
            name: field.name,
            value: choice.value,
            id: index === 0 ? fieldId(field.name) : undefined,
            checked: field.values?.includes(choice.value) === true,
            'data-none': choice === field.none,
          },
          choice.label,
        ),
      )}
    </div>`,
  );
};
