import { rowOf } from './draft.js';
import type { Draft } from './draft.js';
import type { RuleChange } from './follow-rules.js';
import { followRules } from './follow-rules.js';
import type { Home } from './home.js';
import { stepsAhead } from './plan-appointments.js';
import type { BookingPlan } from './plan-appointments.js';
import { followUpDrafts } from './plan-follow-ups.js';
import type { FollowUpPlan } from './plan-follow-ups.js';
import { surveyDrafts } from './plan-surveys.js';
import type { SurveyPlan } from './plan-surveys.js';
import { isOpen } from './reminder.js';
import type { Reminder } from './reminder.js';
import { timesUnder } from './rules.js';
import type { ClinicTimes } from './rules.js';
import { isAllowedAt } from './timing.js';
import type { AllowedTimes } from './timing.js';

/** A plan that may still owe something, with its rows. */
export type WaitingPlan = { readonly clinicId: string; readonly rows: readonly Reminder[] } & (
  | { readonly of: 'booking'; readonly plan: BookingPlan }
  | { readonly of: 'survey'; readonly plan: SurveyPlan }
  | { readonly of: 'follow-up'; readonly plan: FollowUpPlan }
);

/** Clinic settings that times depend on beside its rules. */
export interface ClinicPlace extends ClinicTimes {
  readonly zone: string;
}

/** The settings before and after a change; the same where only rules change. */
export interface ClinicPlaces {
  readonly before: ClinicPlace;
  readonly after: ClinicPlace;
}

/** When the booking was learned of; plans of older versions do not say, their first rows do. */
const learnedAt = (plan: BookingPlan, rows: readonly Reminder[]): Date | undefined =>
  plan.learnedAt ?? rows.find(({ subject }) => subject.sequence === plan.sequence)?.history[0]?.at;

const bookingRows = (
  { clinicId, plan, rows }: WaitingPlan & { readonly of: 'booking' },
  allowed: AllowedTimes,
): readonly Reminder[] => {
  const at = learnedAt(plan, rows);
  if (at === undefined || plan.status !== 'booked') return [];
  return stepsAhead({ ...plan, clinicId, at, shard: rows[0]?.shard }, allowed);
};

/** The client's shard is known from the rows that are there. */
const rowsOfDrafts = (drafts: readonly Draft[], context: Parameters<typeof rowOf>[1]): readonly Reminder[] =>
  drafts.map((draft) => rowOf(draft, context));

/** The steps that rules speak of, as the plan owes them by `allowed`. */
const owedBy = (waiting: WaitingPlan, allowed: AllowedTimes, at: Date): readonly Reminder[] => {
  const context = { allowed, at, shard: waiting.rows[0]?.shard };
  switch (waiting.of) {
    case 'booking':
      return bookingRows(waiting, allowed);
    case 'survey': {
      const { clinicId, plan } = waiting;
      if (plan.status !== 'open' || plan.times === undefined) return [];
      return rowsOfDrafts(surveyDrafts({ ...plan, clinicId, at }, { times: plan.times, allowed }), context);
    }
    case 'follow-up': {
      const { clinicId, plan } = waiting;
      const { dueOn, policyVersion } = plan;
      if (plan.status !== 'planned' || dueOn === undefined || policyVersion === undefined) return [];
      return rowsOfDrafts(followUpDrafts({ ...plan, clinicId, dueOn, policyVersion }, allowed), context);
    }
  }
};

/** All rows of a plan are for one client. Only rows that wait for their time follow when the client moves; what staff hold stays behind. */
const homeOfRows = (rows: readonly Reminder[], place: ClinicPlace, at: Date): Home =>
  rows.find(({ state, dueAt }) => state === 'planned' && dueAt > at) ??
  rows.find(isOpen) ??
  rows.at(-1) ?? { zone: place.zone };

/** Rows of an earlier time of the visit are over, whatever rules say. */
const presentRows = (waiting: WaitingPlan): readonly Reminder[] => {
  if (waiting.of !== 'booking') return waiting.rows;
  const { sequence } = waiting.plan;
  return waiting.rows.filter(({ subject }) => subject.sequence === sequence);
};

/**
 * What other rules, or other settings of the clinic, change about a plan: rows with another time or end, and new ones. Pure, and all that
 * preview and apply decide with.
 */
export const rowsUnderRules = (waiting: WaitingPlan, places: ClinicPlaces, change: RuleChange): readonly Reminder[] => {
  const home = homeOfRows(waiting.rows, places.after, change.at);
  const allowed = timesUnder(places.after, home, change.to);
  const before = owedBy(waiting, timesUnder(places.before, home, change.from), change.at);
  const owed = {
    before,
    after: owedBy(waiting, allowed, change.at),
    isOpenNow: isAllowedAt(change.at, allowed, false),
  };
  return followRules(presentRows(waiting), owed, change);
};
