/** Dates and numbers as the console writes them (en-GB). Local times come from the server; nothing here knows a time zone. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const partsOf = (date: string) => {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  return { year, month: Number(month), day: Number(day) };
};

export const monthName = (month: number): string => LONG_MONTHS[month - 1] ?? '';

/** `2027-05-11` -> `11 May 2027`. */
export const dayOf = (date: string): string => {
  const { year, month, day } = partsOf(date);
  return year === '' ? date : `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
};

/** `2027-05-11T10:30` -> `11 May`. */
export const dayAndMonth = (local: string): string => {
  const { year, month, day } = partsOf(local);
  return year === '' ? local : `${day} ${MONTHS[month - 1] ?? ''}`;
};

const DAY_MS = 86_400_000;

/** Of the calendar: a date is counted as one of UTC, where every day has 24 hours. */
const instantOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** `2027-05-01` -> `2027-04-30`, for what ends before that day. */
export const dayBefore = (date: string): string => new Date(instantOf(date) - DAY_MS).toISOString().slice(0, 10);

/** Days from the first one to the one before `endsOn`. */
export const daysFrom = (startsOn: string, endsOn: string): number =>
  Math.round((instantOf(endsOn) - instantOf(startsOn)) / DAY_MS);

/** `2027-05-11T10:30` -> `Tue 11 May 10:30`. The weekday of a calendar date is the same everywhere. */
export const localTime = (local: string): string => {
  const { year, month, day } = partsOf(local);
  if (year === '') return local;
  const weekday = DAYS[new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay()] ?? '';
  return `${weekday} ${day} ${MONTHS[month - 1] ?? ''} ${local.slice(11, 16)}`;
};

/** The local time where the client lives; without one the instant, named as what it is. */
export const whenOf = (instant: string, local: string | undefined): string =>
  local === undefined ? `${localTime(instant)} UTC` : localTime(local);

/** `-2.6`, with a real minus sign; never `-0.0`. */
export const signed = (value: number): string => {
  const rounded = Math.round(value * 10) / 10;
  return rounded < 0 ? `\u2212${Math.abs(rounded).toFixed(1)}` : rounded.toFixed(1);
};

export const percent = (rate: number): number => Math.round(rate * 100);

/** `3 lines`, `1 line`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
