import { sha256 } from '@aftercare/kernel';
import { lateUntil, takesAnswers, takesChanges, type Survey } from '../domain/survey.js';
import type { AnsweredForm } from './answered-forms.js';

/** In time, or late by a link that was asked for. */
export const takesAnswersNow = (survey: Survey, now: Date): boolean => takesAnswers(survey, now);

/** Is a late answer still of use? Whether a link is really sent depends on how many were asked for. */
export const mayAskForLink = (survey: Survey, now: Date): boolean => now.getTime() <= lateUntil(survey).getTime();

const partsOf = ({ sheet }: AnsweredForm) => sheet?.state.parts ?? [];

/** Whether this browser answered the part. */
export const isPartAnsweredBy = (form: AnsweredForm, part: string, browser: string | undefined): boolean =>
  browser !== undefined && partsOf(form).some((one) => one.part === part && one.by === sha256(browser));

/** Whether this browser gave all the answers. */
export const isAnsweredBy = (form: AnsweredForm, browser: string | undefined): boolean =>
  browser !== undefined && partsOf(form).length > 0 && partsOf(form).every((one) => one.by === sha256(browser));

/** "Change an answer": in the browser that gave them, until the form closes. */
export const mayBeChanged = (form: AnsweredForm, browser: string | undefined, now: Date): boolean =>
  takesChanges(form.survey, now) && isAnsweredBy(form, browser);
