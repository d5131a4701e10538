import { hashId, type LocalDate } from '@aftercare/kernel';

/** `quarterly@1` is a slot: which set fills it stands in the survey, so that no event names it. */
export type InstrumentId = 'intake@1' | 'post-session@1' | 'follow-up@1' | 'quarterly@1';
export type SetId = 'hit-6' | 'midas';
export type SurveyState = 'planned' | 'started' | 'answered' | 'withdrawn' | 'expired';
export type WithdrawReason =
  'BOOKING_CANCELLED' | 'BOOKING_MOVED' | 'DID_NOT_COME' | 'CAP' | 'LICENCE_ENDED' | 'RULE_CHANGED';

export interface SurveyTimes {
  readonly inviteAt: Date;
  readonly remindAt?: Date;
  readonly remindAgainAt?: Date;
  readonly closesAt: Date;
}

/** What the pages need of clinic and client, as it was when the survey was planned; so no page waits for another service. */
export interface Frame {
  readonly alias: string;
  readonly phone: string;
  readonly emergencyNumber: string;
  readonly urgentNumber: string;
  readonly clinicZone: string;
  readonly clientZone: string;
  /** Undefined: the age is not known. */
  readonly fiftyPlus: boolean | undefined;
}

/** One questionnaire of one client on one occasion. */
export interface Survey {
  readonly id: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly instrument: InstrumentId;
  /** Of the quarterly slot: what it is filled with. */
  readonly set?: SetId;
  /** The booking before which, the session after which, or the quarter of care in which it is asked. */
  readonly occasion: string;
  readonly bookingId: string | undefined;
  readonly sessionId: string | undefined;
  readonly state: SurveyState;
  readonly reason: WithdrawReason | undefined;
  /** Rises with everything said about it; `version` of its events. */
  readonly revision: number;
  /** Of the link; a re-issue raises it and ends the old link. */
  readonly generation: number;
  readonly times: SurveyTimes;
  /** Nobody recorded the visit: the form asks first. */
  readonly presumed: boolean;
  /** Primary technique of the session, for reports. */
  readonly technique: string | undefined;
  /** End of the session, or start of the booked visit. */
  readonly visitAt: Date;
  /** First session of this client at this clinic, in the client's zone. */
  readonly firstSessionOn: LocalDate | undefined;
  readonly frame: Frame;
  readonly startedAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  readonly closedAt: Date | undefined;
  /** Answered after the close, by a re-issued link: kept, and counted nowhere. */
  readonly late: boolean;
  readonly shortForm: boolean;
  /** Asked for tomorrow; off-protocol from then on. */
  readonly deferredUntil: Date | undefined;
  /** The client said that the visit did not take place; nobody opens it again. */
  readonly disputed: boolean;
  readonly reissuedAt: readonly Date[];
  /** When an answer of the finished form was last changed. */
  readonly changedAt?: Date;
}

/** Unique per client, instrument and occasion: planning twice is planning once. */
export const surveyIdOf = (
  clinicId: string,
  clientRef: string,
  about: { readonly instrument: InstrumentId; readonly occasion: string },
): string => hashId('survey', clinicId, clientRef, about.instrument, about.occasion);

export const isOpen = (survey: Survey): boolean => survey.state === 'planned' || survey.state === 'started';

const DAY_MS = 86_400_000;
/** After the close a late answer is still useful for a week (domain.md 2.4). */
const LATE_DAYS = 7;

export const lateUntil = (survey: Survey): Date => new Date(survey.times.closesAt.getTime() + LATE_DAYS * DAY_MS);

/** People come before what falls due at the same instant, so the last moment still counts. */
export const isBeforeClose = (survey: Survey, now: Date): boolean =>
  isOpen(survey) && now.getTime() <= survey.times.closesAt.getTime();

/** A link that was asked for after the close. */
export const isOpenLate = (survey: Survey, now: Date): boolean =>
  survey.state === 'expired' &&
  survey.generation > 0 &&
  survey.reissuedAt.length > 0 &&
  now.getTime() <= lateUntil(survey).getTime();

export const takesAnswers = (survey: Survey, now: Date): boolean =>
  isBeforeClose(survey, now) || isOpenLate(survey, now);

const next = (survey: Survey, change: Partial<Survey>): Survey => ({
  ...survey,
  ...change,
  revision: survey.revision + 1,
});

export const start = (survey: Survey, now: Date): Survey =>
  survey.state === 'planned' ? { ...survey, state: 'started', startedAt: now } : survey;

export const answer = (survey: Survey, now: Date): Survey =>
  next(survey, {
    state: 'answered',
    answeredAt: now,
    // Who began after the close did not begin in time.
    startedAt: survey.state === 'expired' ? survey.startedAt : (survey.startedAt ?? now),
    late: survey.state === 'expired',
  });

/** An answered form in which an answer was changed stays what it is; nothing new is said about it. */
export const change = (survey: Survey, now: Date): Survey => ({ ...survey, changedAt: now });

/** Answers may be changed until the form closes; late ones were given after that. */
export const takesChanges = (survey: Survey, now: Date): boolean =>
  survey.state === 'answered' && !survey.late && now.getTime() <= survey.times.closesAt.getTime();

export const withdraw = (survey: Survey, reason: WithdrawReason): Survey =>
  next(survey, { state: 'withdrawn', reason });

export const dispute = (survey: Survey, now: Date): Survey =>
  next(survey, { state: 'withdrawn', reason: 'DID_NOT_COME', disputed: true, closedAt: now });

export const expire = (survey: Survey, now: Date): Survey => next(survey, { state: 'expired', closedAt: now });

/** "Ask me tomorrow": the close moves along, so that nothing is lost by waiting; an intake still ends when the visit begins. */
export const defer = (survey: Survey, until: Date): Survey => {
  const moved = new Date(survey.times.closesAt.getTime() + DAY_MS);
  const closesAt = survey.instrument === 'intake@1' ? survey.times.closesAt : moved;
  return next(survey, { deferredUntil: until, times: { ...survey.times, closesAt } });
};

/** What counts in the rates: answered, or closed unanswered; what was taken back does not. */
export const ENDED: readonly SurveyState[] = ['answered', 'expired'];

/** A late answer counts in no rate. */
export const isAnsweredInTime = ({ state, late }: Pick<Survey, 'state' | 'late'>): boolean =>
  state === 'answered' && !late;

export const shorten = (survey: Survey): Survey => ({ ...survey, shortForm: true });

const MINUTE_MS = 60_000;
/** Not twice in ten minutes, not more than three a day: a link request must not become a way to flood somebody (ux.md P4). */
const REISSUE_PAUSE_MS = 10 * MINUTE_MS;
const REISSUES_A_DAY = 3;

export const mayReissue = (survey: Survey, now: Date): boolean => {
  const age = survey.reissuedAt.map((at) => now.getTime() - at.getTime());
  const isUseful = survey.state === 'expired' && now.getTime() <= lateUntil(survey).getTime();
  return (
    isUseful && age.every((ms) => ms >= REISSUE_PAUSE_MS) && age.filter((ms) => ms < DAY_MS).length < REISSUES_A_DAY
  );
};

export const reissue = (survey: Survey, now: Date): Survey => ({
  ...survey,
  generation: survey.generation + 1,
  reissuedAt: [...survey.reissuedAt, now],
});
