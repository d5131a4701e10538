import { addDays, formatLocal, localOf, type LocalDate } from '@aftercare/kernel';
import {
  button,
  errorSummary,
  hidden,
  html,
  linkButton,
  postForm,
  statusLine,
  TYPED_WORDS,
  type Html,
  type HtmlValue,
} from '@aftercare/pages';
import {
  choiceIn,
  diary,
  type AnswerProblem,
  type Answers,
  type RawForm,
} from '../../../instruments/application/instruments.js';
import { itemView } from '../../../instruments/application/item-view.js';
import type { OpenedDay } from '../../application/opened-days.js';
import { DAY, dayPath, dayWords, diaryPage, monthOf, monthPath, type DiaryView } from './diary-frame.js';

const PAIN = diary.parts[0]?.items[0];
const CHOICES = PAIN?.kind === 'one' ? PAIN.options : [];
const QUESTION = PAIN?.text ?? '';

const labelOf = (value: string | undefined): string =>
  CHOICES.find((choice) => choice.value === value)?.label ?? 'Not filled in';

/** Three buttons: one tap is an entry. */
const choices = (): Html =>
  html`<div class="rows">${CHOICES.map(({ value, label }) => button(label, { name: 'd1', value }))}</div>`;

const changedLine = ({ day }: OpenedDay, view: DiaryView): string => {
  const { zone } = view.person;
  const time = formatLocal(localOf(day.changedAt, zone), 'time');
  const later = day.filledInLater ? ' Filled in later.' : '';
  return `${day.replaced.length > 0 ? 'Changed' : 'Saved'} at ${time}.${later}`;
};

export interface DayView extends DiaryView {
  readonly date: LocalDate;
  /** What the day says; undefined before the first word. */
  readonly open: OpenedDay | undefined;
  /** Days of the last week without an entry, the newest first. */
  readonly missing: readonly LocalDate[];
  readonly problems?: readonly AnswerProblem[];
  /** What was pressed when the pages had closed, and is not saved. */
  readonly unsaved?: string | undefined;
}

const isAttack = (answers: Answers | undefined): boolean =>
  answers !== undefined && choiceIn(answers, 'd1') === 'migraine';

/** The dimmest there is, whatever was chosen for a good day (domain.md 1.7 d). */
const dimmed = <T extends DiaryView>(view: T, isBad: boolean): T => (isBad ? { ...view, theme: 'dim' } : view);

/** What may still be said about a day that has an entry. Nothing that can wait is offered in an attack. */
const more = ({ date, open }: DayView): HtmlValue => {
  if (open === undefined) return undefined;
  const pain = choiceIn(open.answers, 'd1');
  return html`${pain !== 'none' && linkButton('Say more about it', dayPath(date, 'worst'), { quiet: true })}
  ${!isAttack(open.answers) && linkButton('Add sleep, stress or other things', dayPath(date, 'more'), { quiet: true })}`;
};

const missingLines = ({ missing, person }: DayView): HtmlValue =>
  missing.length > 0 &&
  html`<p>Days without an answer: ${missing.length}</p>
    ${missing.map((date) => html`<p>${linkButton(`Fill in ${dayWords(date, person.today)}`, dayPath(date), { quiet: true })}</p>`)}`;

const unsavedForm = ({ date, unsaved }: DayView): HtmlValue =>
  unsaved !== undefined &&
  CHOICES.some(({ value }) => value === unsaved) &&
  postForm({
    action: dayPath(date),
    body: html`${statusLine(TYPED_WORDS)}
      <p>Head pain: <strong>${labelOf(unsaved)}</strong></p>
      ${hidden('d1', unsaved)}${button('Save it')}`,
  });

/** P6: one answer a day, then as much more as somebody likes to say. */
export const dayPage = (view: DayView): string => {
  const { date, open, unsaved, person, problems = [] } = view;
  const isBad = isAttack(open?.answers) || unsaved === 'migraine';
  const isToday = date === person.today;
  const question = isToday ? QUESTION : 'Head pain on this day?';
  return diaryPage(dimmed(view, isToday && isBad), {
    here: dayPath(date),
    back: isToday ? '/me' : DAY,
    error: problems.length > 0,
    body: html`${errorSummary(problems.map(({ item, message }) => ({ field: item, message })))}
      <h1>${dayWords(date, person.today)}</h1>
      ${unsavedForm(view)}
      ${
        open === undefined
          ? isToday && html`<p class="muted">One answer a day is enough.</p>`
          : html`${statusLine(changedLine(open, view))}
              <p>Head pain: <strong>${labelOf(choiceIn(open.answers, 'd1'))}</strong></p>
              ${more(view)}`
      }
      <h2 id="f-d1">${open === undefined ? question : 'Change it'}</h2>
      ${postForm({ action: dayPath(date), body: choices() })}
      ${missingLines(view)}${linkButton('Month', monthPath(monthOf(date)), { quiet: true })}`,
  });
};

export interface DiaryPartView extends DiaryView {
  readonly date: LocalDate;
  readonly part: string;
  readonly answers: Answers;
  readonly shown: RawForm;
  readonly problems?: readonly AnswerProblem[];
  /** What is shown was typed when the pages had closed. */
  readonly isUnsaved?: boolean;
}

/** One topic of a day, with the way out on every page. */
export const diaryPartPage = (view: DiaryPartView): string => {
  const { date, part, answers, shown, person, problems = [] } = view;
  const items = diary.parts.find(({ id }) => id === part)?.items ?? [];
  const errors = new Map(problems.map(({ item, message }) => [item, message]));
  const wayOut = isAttack(answers) ? 'Finish later' : 'That is enough for today';
  return diaryPage(dimmed(view, isAttack(answers)), {
    here: dayPath(date, part),
    back: dayPath(date),
    error: problems.length > 0,
    body: html`${errorSummary(problems.map(({ item, message }) => ({ field: item, message })))}
      <h1>${dayWords(date, person.today)}</h1>
      ${view.isUnsaved === true && statusLine(TYPED_WORDS)}
      ${postForm({
        action: dayPath(date, part),
        body: html`${items.map((item) => itemView(item, { shown, windowDays: 0, errors }))}${button('Save and continue')}`,
      })}
      ${linkButton(wayOut, dayPath(date), { quiet: true })}`,
  });
};

/** Between midnight and four "today" may mean the day that has just ended (ux.md P6). */
export const whichDayPage = (view: DiaryView, said: string | undefined): string => {
  const { today } = view.person;
  const days = [addDays(today, -1), today];
  return diaryPage(view, {
    here: DAY,
    back: '/me',
    body: html`<h1>Which day is this for?</h1>
      ${days.map((date) =>
        said === undefined
          ? html`<p>${linkButton(dayWords(date, today), dayPath(date))}</p>`
          : postForm({ action: dayPath(date), body: html`${hidden('d1', said)}${button(dayWords(date, today))}` }),
      )}`,
  });
};

const CLOSED = {
  'not-yet': 'This day has not come yet',
  'no-more': 'This day can be read, but not changed',
} as const;

/** A day that cannot be filled in, with what it says if it says something. */
export const closedDayPage = (
  view: DiaryView & { readonly date: LocalDate; readonly open: OpenedDay | undefined },
  why: keyof typeof CLOSED,
): string => {
  const { date, open, person } = view;
  return diaryPage(view, {
    here: DAY,
    back: DAY,
    body: html`<h1>${CLOSED[why]}</h1>
      <p>
        ${dayWords(date, person.today)}${open !== undefined && html`: <strong>${labelOf(choiceIn(open.answers, 'd1'))}</strong>`}
      </p>
      <p>Days can be filled in and changed for a week.</p>
      ${linkButton('Go to today', DAY)} ${linkButton('Month', monthPath(monthOf(date)), { quiet: true })}`,
  });
};
