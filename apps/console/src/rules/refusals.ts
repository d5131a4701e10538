import type { Problem } from '../api/problem.js';

/** Fields of the form, by the name that the API has for them. */
const FIELDS: Readonly<Record<string, string>> = {
  hours: 'Hours',
  'appointments.early.days': 'First reminder: days',
  'appointments.late.days': 'Second reminder: days',
  'surveys.laterHours': 'Form after a visit: hours later',
  'surveys.reminder.afterHours': 'Second note about a form: hours',
  'followUps.secondNote.afterDays': 'Second note about the next visit: days',
  'caps.perWeek': 'At most, in seven days',
};

type Field = NonNullable<Problem['fields']>[number];
export type Refusals = ReadonlyMap<string, string>;

/** The two times of the hours are one thing to whoever reads. */
const fieldOf = (name: string): string => name.replace(/^rules\./u, '').replace(/^hours\..+$/u, 'hours');

/** What a schema says of something that it cannot read is for machines. */
const textOf = (message: string): string => (/^Invalid/u.test(message) ? 'is not filled in' : message);

/** A field may have several things against it. */
const withRefusal = (known: Refusals, { field, message }: Field): Refusals => {
  const [name, text] = [fieldOf(field), textOf(message)];
  const before = known.get(name);
  return new Map([...known, [name, before === undefined || before === text ? text : `${before}; ${text}`]]);
};

/** What the server says against the draft, by field; undefined where it says something else. */
export const refusalsIn = (problem: Problem | undefined): Refusals | undefined => {
  const fields = problem?.fields ?? [];
  return problem?.status !== 400 || fields.length === 0
    ? undefined
    : fields.reduce(withRefusal, new Map<string, string>());
};

export const fieldName = (field: string): string => new Map(Object.entries(FIELDS)).get(field) ?? field;
