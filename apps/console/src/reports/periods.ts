import { monthName } from '../shell/format.js';

/** A closed calendar month or quarter; there are no free date ranges. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

const pad = (value: number): string => String(value).padStart(2, '0');
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const span = (year: number, first: number, last: number): Pick<Period, 'from' | 'to'> => ({
  from: `${year}-${pad(first)}-01`,
  to: `${year}-${pad(last)}-${pad(lastDay(year, last))}`,
});

/** Months before `year`-`month`, newest first. */
const months = (year: number, month: number, count: number): readonly Period[] =>
  Array.from({ length: count }, (_, index) => {
    const ordinal = year * 12 + (month - 1) - 1 - index;
    const [ownYear, ownMonth] = [Math.floor(ordinal / 12), (ordinal % 12) + 1];
    return { ...span(ownYear, ownMonth, ownMonth), label: `${monthName(ownMonth)} ${ownYear}` };
  });

const quarters = (year: number, month: number, count: number): readonly Period[] =>
  Array.from({ length: count }, (_, index) => {
    const ordinal = year * 4 + Math.floor((month - 1) / 3) - 1 - index;
    const [ownYear, quarter] = [Math.floor(ordinal / 4), ordinal % 4];
    const first = quarter * 3 + 1;
    return { ...span(ownYear, first, first + 2), label: `${monthName(first)} to ${monthName(first + 2)} ${ownYear}` };
  });

/** What can be chosen on a day: the last twelve closed months and the last four closed quarters. */
export const closedPeriods = (
  today: string,
): { readonly months: readonly Period[]; readonly quarters: readonly Period[] } => {
  const [year = 1970, month = 1] = today.split('-').map(Number);
  return { months: months(year, month, 12), quarters: quarters(year, month, 4) };
};

/** The period of the address if it is one of the choices, else the newest closed month. */
export const chosenPeriod = (search: string, today: string): Period | undefined => {
  const params = new URLSearchParams(search);
  const choices = closedPeriods(today);
  const asked = [...choices.months, ...choices.quarters].find(
    ({ from, to }) => from === params.get('from') && to === params.get('to'),
  );
  return asked ?? choices.months[0];
};
