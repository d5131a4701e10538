import { dateOf, daysBetween } from '@aftercare/kernel';
import type { AnswersRecord, BookingRecord } from '../../records/types.js';
import { zoneAt } from '../people-messages.js';
import type { SurveyCase } from './surveys.js';

/** A whole number as typed; undefined where nothing was. */
export const typedCount = (record: AnswersRecord, code: string): number | undefined => {
  const typed = record.answers[code];
  return typeof typed === 'string' && /^\s*\d+\s*$/.test(typed) ? Number(typed) : undefined;
};

/** No headache at all means no migraine days, whether or not the second question was shown. */
export const migraineDays = (record: AnswersRecord): number | undefined => {
  const [any, migraine] = record.instrument === 'intake@1' ? ['a3', 'a4'] : ['f1', 'f2'];
  return typedCount(record, any) === 0 ? 0 : typedCount(record, migraine);
};

type Answered = SurveyCase & { readonly answered: AnswersRecord };

/** An answered follow-up with its days. */
export interface Window {
  readonly survey: Answered;
  readonly at: number;
  readonly days: number;
  /** Days by the calendar, for a comparison with what the page said. */
  readonly calendarDays: number;
  readonly migraine: number | undefined;
}

const MONTH = 28;
const SHORTEST = 14;
const LOWEST_BASELINE = 4;

export const isAnswered = (survey: SurveyCase): survey is Answered => survey.answered !== undefined;

const byTime = (one: Answered, other: Answered): number =>
  Date.parse(one.answered.at) - Date.parse(other.answered.at) || one.surveyId.localeCompare(other.surveyId);

/** Days since the later of the first visit and the last answered follow-up, at most 28. */
const calendarDays = (survey: Answered, before: Answered | undefined, visits: readonly BookingRecord[]): number => {
  const { answered, person } = survey;
  const zone = zoneAt(person, answered.at);
  const first = visits.map((visit) => visit.startsAt).sort()[0] ?? survey.booking?.startsAt ?? answered.at;
  const since = [first, ...(before === undefined ? [] : [before.answered.at])]
    .map((at) => dateOf(new Date(at), zone))
    .sort();
  return Math.min(MONTH, daysBetween(since.at(-1) ?? '', dateOf(new Date(answered.at), zone)));
};

/** A client's answered follow-ups, the oldest first. */
export const windowsOf = (surveys: readonly SurveyCase[], visits: readonly BookingRecord[]): readonly Window[] => {
  const followUps = surveys
    .filter(isAnswered)
    .filter((survey) => survey.instrument === 'follow-up@1')
    .sort(byTime);
  return followUps.map((survey, index) => {
    const calendar = calendarDays(survey, followUps[index - 1], visits);
    const days = survey.answered.windowDays ?? calendar;
    const at = Date.parse(survey.answered.at);
    return { survey, at, days, calendarDays: calendar, migraine: migraineDays(survey.answered) };
  });
};

export const isMeasured = (window: Window): boolean => window.migraine !== undefined && window.days >= SHORTEST;

/** Migraine days before the first visit; of several baselines the newest. */
export const baselineOf = (surveys: readonly SurveyCase[]): number | undefined =>
  surveys
    .filter(isAnswered)
    .filter((survey) => survey.instrument === 'intake@1' && migraineDays(survey.answered) !== undefined)
    .sort(byTime)
    .map((survey) => migraineDays(survey.answered))
    .at(-1);

/** What comparing a client's start with the newest days gives, or why it gives nothing. */
export type Comparison =
  | { readonly kind: 'excluded'; readonly why: string; readonly change?: number }
  | { readonly kind: 'eligible'; readonly change: number; readonly responds: boolean };

export const compare = (windows: readonly Window[], baseline: number | undefined): Comparison => {
  const measured = windows.filter(isMeasured);
  if (measured.length === 0) return { kind: 'excluded', why: 'not-measured' };
  if (baseline === undefined) return { kind: 'excluded', why: 'no-baseline' };
  let covered = 0;
  let count = 0;
  for (const window of [...measured].reverse()) {
    if (covered >= MONTH) break;
    covered += window.days;
    count += window.migraine ?? 0;
  }
  const rate = (count / covered) * MONTH;
  const change = rate - baseline;
  if (baseline < LOWEST_BASELINE) return { kind: 'excluded', why: 'low-baseline', change };
  if (covered < MONTH) return { kind: 'excluded', why: 'short-exposure', change };
  return { kind: 'eligible', change, responds: rate <= baseline / 2 + 1e-9 };
};
