import { formatLocal, type LocalDate } from '@aftercare/kernel';
import { footLines, page, type ClientTheme, type Html } from '@aftercare/pages';
import type { DiaryPerson } from '../../application/diary-people.js';

/** Titles and addresses say nothing about what is written down (ux.md 5.1). */
const TITLE = 'Your days';
export const DAY = '/me/day';
export const dayPath = (date: LocalDate, part?: string): string =>
  part === undefined ? `${DAY}/${date}` : `${DAY}/${date}/${part}`;
export const monthPath = (month: string): string => `/me/month/${month}`;
export const monthOf = (date: LocalDate): string => date.slice(0, 7);

/** "Tuesday 11 May"; another year is named. */
export const dayWords = (date: LocalDate, today: LocalDate): string =>
  formatLocal({ date, time: '00:00' }, date.slice(0, 4) === today.slice(0, 4) ? 'long-day' : 'long-day-year');

/** Whose page it is, and how their browser wants it. */
export interface DiaryView {
  readonly person: DiaryPerson;
  readonly theme: ClientTheme;
  /** What the browser says about its reader's languages. */
  readonly accepts: string | undefined;
}

interface DiaryContent {
  readonly body: Html;
  readonly here: string;
  readonly back?: string;
  readonly error?: boolean;
}

/** A page of the diary in the frame of all client pages. */
export const diaryPage = ({ person, theme, accepts }: DiaryView, { body, here, back, error }: DiaryContent): string =>
  page({
    title: TITLE,
    alias: person.alias,
    theme,
    accepts,
    here,
    ...(back === undefined ? {} : { back }),
    ...(error === true ? { error } : {}),
    body,
    foot: footLines(person.emergencyNumber),
  });
