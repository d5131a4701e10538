import { addDays, daysBetween, monthName, weekdayOf, type LocalDate } from '@aftercare/kernel';
import { html, linkButton, type Html } from '@aftercare/pages';
import { countIn, choiceIn } from '../../../instruments/application/instruments.js';
import { factsOf, type OpenedDay } from '../../application/opened-days.js';
import { countDays } from '../../domain/diary-counts.js';
import { isWritable } from '../../domain/diary-day.js';
import { DAY, dayPath, dayWords, diaryPage, monthOf, monthPath, type DiaryView } from './diary-frame.js';

export interface MonthView extends DiaryView {
  /** `2027-05` */
  readonly month: string;
  /** Of this month, by date. */
  readonly days: readonly OpenedDay[];
}

const firstOf = (month: string): LocalDate => `${month}-01`;
const nextMonth = (month: string): string => monthOf(addDays(firstOf(month), 31));
const monthBefore = (month: string): string => monthOf(addDays(firstOf(month), -1));
export const lastOf = (month: string): LocalDate => addDays(firstOf(nextMonth(month)), -1);

export const datesOf = (month: string): readonly LocalDate[] =>
  Array.from({ length: daysBetween(firstOf(month), lastOf(month)) + 1 }, (_, index) => addDays(firstOf(month), index));

const LETTERS: Readonly<Record<string, string>> = { none: '.', headache: 'H', migraine: 'M' };
const WORDS: Readonly<Record<string, string>> = { none: 'None', headache: 'Headache', migraine: 'Migraine' };

/** A day as the grid and the list both say it. */
interface Told {
  readonly date: LocalDate;
  readonly pain: string | undefined;
  readonly worst: number | undefined;
  readonly isVisit: boolean;
  readonly isAhead: boolean;
  readonly isWritable: boolean;
  readonly filledInLater: boolean;
}

const toldOf = ({ month, days, person }: MonthView): readonly Told[] => {
  const opened = new Map(days.map((one) => [one.day.date, one]));
  return datesOf(month).map((date) => {
    const open = opened.get(date);
    return {
      date,
      pain: open === undefined ? undefined : choiceIn(open.answers, 'd1'),
      worst: open === undefined ? undefined : countIn(open.answers, 'd2'),
      isVisit: person.visitDays.has(date),
      isAhead: date > person.today,
      isWritable: isWritable(date, person.today) === 'yes',
      filledInLater: open?.day.filledInLater === true,
    };
  });
};

const letterOf = ({ pain, isAhead }: Told): string => LETTERS[pain ?? ''] ?? (isAhead ? '' : '?');

/** "Migraine, worst 6, visit" */
const wordsOf = ({ pain, worst, isVisit, isAhead, filledInLater }: Told): string =>
  [
    WORDS[pain ?? ''] ?? (isAhead ? 'To come' : 'Not filled in'),
    ...(worst === undefined ? [] : [`worst ${worst}`]),
    ...(filledInLater ? ['filled in later'] : []),
    ...(isVisit ? ['visit'] : []),
  ].join(', ');

type Week = Intl.Locale & { readonly weekInfo?: { readonly firstDay: number }; getWeekInfo?(): { firstDay: number } };

/** 1 Monday to 7 Sunday: where a week begins for the reader (Unicode CLDR); pages are British English where a browser says nothing. */
export const firstWeekday = (accepts: string | undefined): number => {
  const tag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/.exec(accepts ?? '')?.[0] ?? 'en-GB';
  try {
    const locale: Week = new Intl.Locale(tag.includes('-') ? tag : `${tag}-GB`);
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
};

const NAMES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const FULL = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const weeksOf = (told: readonly Told[], firstDay: number): readonly (readonly (Told | undefined)[])[] => {
  const [first] = told;
  const before = first === undefined ? 0 : (weekdayOf(first.date) - firstDay + 7) % 7;
  const cells = [...Array.from({ length: before }, () => undefined), ...told];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

const cell = (told: Told | undefined): Html => {
  if (told === undefined) return html`<td></td>`;
  const letter = letterOf(told);
  return html`<td>
    <span class="date">${Number(told.date.slice(8))}</span> ${told.isVisit ? `(${letter})` : letter}
  </td>`;
};

const grid = (view: MonthView, told: readonly Told[]): Html => {
  const first = firstWeekday(view.accepts);
  const order = Array.from({ length: 7 }, (_, index) => (first - 1 + index) % 7);
  return html`<table class="month">
    <caption class="sr">
      ${monthName(view.month)}
    </caption>
    <thead>
      <tr>
        ${order.map((day) => html`<th scope="col" abbr="${FULL[day]}">${NAMES[day]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${weeksOf(told, first).map(
        (week) =>
          html`<tr>
            ${week.map(cell)}
          </tr>`,
      )}
    </tbody>
  </table>`;
};

const listed = (told: readonly Told[], today: LocalDate): Html =>
  html`<ul class="plain">
    ${told
      .filter((one) => !one.isAhead || one.isVisit)
      .toReversed()
      .map(
        (one) =>
          html`<li>
            ${
              one.isWritable
                ? html`<a class="tap" href="${dayPath(one.date)}">${dayWords(one.date, today)}</a>`
                : dayWords(one.date, today)
            }:
            ${wordsOf(one)}
          </li>`,
      )}
  </ul>`;

const counts = (view: MonthView, told: readonly Told[]): string => {
  const { migraine, headache, without } = countDays(
    view.days.flatMap(({ day, answers }) => factsOf(day.date, answers) ?? []),
  );
  const missing = told.filter(({ pain, isAhead }) => pain === undefined && !isAhead).length;
  const isOver = monthOf(view.person.today) > view.month;
  return `${monthName(view.month)}${isOver ? '' : ' so far'}: ${migraine} migraine, ${headache} headache, ${without} without, ${missing} not filled in`;
};

/** P7: the month as letters, and the same days in words. */
export const monthPage = (view: MonthView): string => {
  const { month, person, days } = view;
  const told = toldOf(view);
  const name = `${monthName(month)} ${month.slice(0, 4)}`;
  const isEmpty = days.length === 0;
  const hasNext = nextMonth(month) <= monthOf(person.today);
  return diaryPage(view, {
    here: monthPath(month),
    back: DAY,
    body: html`<h1>${name}</h1>
      ${isEmpty ? html`<p>Nothing filled in for this month.</p>` : grid(view, told)}
      <p class="muted">. none, H headache, M migraine, ? not filled in, ( ) visit</p>
      ${!isEmpty && html`<p>${counts(view, told)}</p>`} ${listed(told, person.today)}
      <p>${linkButton(monthName(monthBefore(month)), monthPath(monthBefore(month)), { quiet: true })}</p>
      ${hasNext && html`<p>${linkButton(monthName(nextMonth(month)), monthPath(nextMonth(month)), { quiet: true })}</p>`}
      ${!isEmpty && html`<p>${linkButton('Download this month', `${monthPath(month)}.csv`, { quiet: true })}</p>`}`,
  });
};
