import {
  intervalWishedV1,
  surveyAnsweredV1,
  surveyCorrectedV1,
  surveyDeferredV1,
  surveyExpiredV1,
  surveyLinkRequestedV1,
  surveyPlannedV1,
  surveyShortenedV1,
  surveyWithdrawnV1,
  visitDisputedV1,
  wishChangedV1,
} from '@aftercare/contracts';
import { say, type Saying } from '@aftercare/messaging';
import type { Survey } from '../domain/survey.js';

export type Wish = 'booked' | 'suggest' | 'not-now' | 'stop';

const head = (survey: Survey) => ({ surveyId: survey.id, clientRef: survey.clientRef });
const about = (survey: Survey) => ({
  ...(survey.bookingId === undefined ? {} : { bookingId: survey.bookingId }),
  ...(survey.sessionId === undefined ? {} : { sessionId: survey.sessionId }),
});

export const sayPlanned = (survey: Survey): Saying =>
  say(surveyPlannedV1, survey.clinicId, {
    ...head(survey),
    ...about(survey),
    version: survey.revision,
    instrument: survey.instrument,
    generation: survey.generation,
    inviteAt: survey.times.inviteAt.toISOString(),
    ...(survey.times.remindAt === undefined ? {} : { remindAt: survey.times.remindAt.toISOString() }),
    ...(survey.times.remindAgainAt === undefined ? {} : { remindAgainAt: survey.times.remindAgainAt.toISOString() }),
    closesAt: survey.times.closesAt.toISOString(),
  });

export const sayWithdrawn = (survey: Survey): Saying =>
  say(surveyWithdrawnV1, survey.clinicId, {
    ...head(survey),
    version: survey.revision,
    reason: survey.reason ?? 'RULE_CHANGED',
  });

export const sayAnswered = (survey: Survey, at: Date): Saying =>
  say(surveyAnsweredV1, survey.clinicId, {
    ...head(survey),
    version: survey.revision,
    instrument: survey.instrument,
    ...(survey.sessionId === undefined ? {} : { sessionId: survey.sessionId }),
    answeredAt: at.toISOString(),
  });

export const sayExpired = (survey: Survey, at: Date): Saying =>
  say(surveyExpiredV1, survey.clinicId, { ...head(survey), version: survey.revision, at: at.toISOString() });

export const sayDeferred = (survey: Survey, at: Date): Saying =>
  say(surveyDeferredV1, survey.clinicId, {
    ...head(survey),
    version: survey.revision,
    at: at.toISOString(),
    closesAt: survey.times.closesAt.toISOString(),
  });

export const sayShortened = (survey: Survey, at: Date): Saying =>
  say(surveyShortenedV1, survey.clinicId, { ...head(survey), at: at.toISOString() });

export const sayLinkRequested = (survey: Survey, at: Date): Saying =>
  say(surveyLinkRequestedV1, survey.clinicId, {
    ...head(survey),
    generation: survey.generation,
    requestedAt: at.toISOString(),
  });

export const sayDisputed = (survey: Survey, at: Date): readonly Saying[] =>
  survey.sessionId === undefined || survey.bookingId === undefined
    ? []
    : [
        say(visitDisputedV1, survey.clinicId, {
          ...head(survey),
          sessionId: survey.sessionId,
          bookingId: survey.bookingId,
          at: at.toISOString(),
        }),
      ];

export const sayCorrected = (survey: Survey, at: Date): Saying =>
  say(surveyCorrectedV1, survey.clinicId, { ...head(survey), at: at.toISOString() });

const sayWish = (survey: Survey, wish: Wish, at: Date): Saying =>
  say(wishChangedV1, survey.clinicId, { ...head(survey), wish, at: at.toISOString() });

const sayInterval = (survey: Survey, days: number | undefined, at: Date): Saying =>
  say(intervalWishedV1, survey.clinicId, {
    ...head(survey),
    ...(days === undefined ? {} : { intervalDays: days }),
    at: at.toISOString(),
  });

/** What a form says about the next visit. "Not at all" is the same wish in the first form as "stop" in a later one. */
export interface Wishes {
  readonly wish: Wish | undefined;
  readonly interval: 'none' | { readonly days: number | undefined } | undefined;
}

/** Whatever is wished now and was not wished before. */
export const sayWishes = (survey: Survey, now: Wishes, at: Date, before?: Wishes): readonly Saying[] => {
  const { wish, interval } = now;
  const isSame = JSON.stringify(interval) === JSON.stringify(before?.interval);
  return [
    ...(wish === undefined || wish === before?.wish ? [] : [sayWish(survey, wish, at)]),
    ...(interval === undefined || isSame
      ? []
      : [interval === 'none' ? sayWish(survey, 'stop', at) : sayInterval(survey, interval.days, at)]),
  ];
};
