import { lateUntil, takesAnswers, type Survey } from '../domain/survey.js';

/** In time, or late by a link that was asked for. */
export const takesAnswersNow = (survey: Survey, now: Date): boolean => takesAnswers(survey, now);

/** Is a late answer still of use? Whether a link is really sent depends on how many were asked for. */
export const mayAskForLink = (survey: Survey, now: Date): boolean => now.getTime() <= lateUntil(survey).getTime();
