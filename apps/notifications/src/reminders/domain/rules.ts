import { InvalidInputError } from '@aftercare/kernel';
import type { FieldProblem, HolidayRegion, LocalDate } from '@aftercare/kernel';
import { homeIn, hoursAt } from './home.js';
import type { Home, Hours } from './home.js';

/** What a clinic may decide about its notes (domain.md 2.3 to 2.6). Holds, consents and a STOP are no rules: nobody can edit them. */
export interface ReminderRules {
  /** Narrower than the hours of the clinic's settings; null: those. */
  readonly hours: Hours | null;
  /** Days on which questions and notes about the next visit may go out although they usually wait. */
  readonly openOn: { readonly sundays: boolean; readonly publicHolidays: boolean };
  readonly appointments: {
    /** Kind `72h`: that many calendar days before. */
    readonly early: { readonly on: boolean; readonly days: number };
    /** Kind `24h`. */
    readonly late: { readonly on: boolean; readonly days: number };
    /** Kind `2h`: one more on the day itself for somebody who missed a visit before. */
    readonly afterNoShow: { readonly on: boolean };
  };
  readonly surveys: {
    /** The invitation after a visit waits this much longer than the form itself says. */
    readonly laterHours: number;
    /** To those who have not answered; null: as the form says. */
    readonly reminder: { readonly on: boolean; readonly afterHours: number | null };
  };
  readonly followUps: { readonly secondNote: { readonly on: boolean; readonly afterDays: number } };
  /** Of questions and notes about the next visit; one a day cannot be made stricter. */
  readonly caps: { readonly perWeek: number };
}

/** Rules with the number that reminders name; 0 is what we ship. */
export interface RulesInForce {
  readonly version: number;
  readonly rules: ReminderRules;
}

export const SHIPPED_RULES: RulesInForce = {
  version: 0,
  rules: {
    hours: null,
    openOn: { sundays: false, publicHolidays: false },
    appointments: { early: { on: true, days: 3 }, late: { on: true, days: 1 }, afterNoShow: { on: true } },
    surveys: { laterHours: 0, reminder: { on: true, afterHours: null } },
    followUps: { secondNote: { on: true, afterDays: 5 } },
    caps: { perWeek: 3 },
  },
};

/** Those of a clinic that decided nothing are the shipped ones. */
export const inForce = ({ rules }: { readonly rules?: RulesInForce }): RulesInForce => rules ?? SHIPPED_RULES;

/** The law's hours for messages that were not asked for (domain.md 2.6); a clinic's own lie inside. */
export const WIDEST_HOURS: Hours = { from: '08:00', to: '21:00' };

/** Bounds of every number, both ends included. */
export const RULE_BOUNDS = {
  earlyDays: { min: 2, max: 7 },
  lateDays: { min: 1, max: 3 },
  /** Forms close 96 h after the visit: the reminder must find them open. */
  surveyLaterHours: { min: 0, max: 24 },
  surveyReminderHours: { min: 24, max: 120 },
  /** The first note is of use for five days; two of them never wait together. */
  secondNoteDays: { min: 5, max: 10 },
  perWeek: { min: 1, max: 3 },
} as const;

/** Less than this a day is no time to write to people in; everything would come at once. */
const LEAST_HOURS_MINUTES = 4 * 60;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** What both allow, where that is an hour or more; else the narrower wish of the two that is ours to keep: the rules'. */
const meet = (settings: Hours, own: Hours): Hours => {
  const from = own.from > settings.from ? own.from : settings.from;
  const to = own.to < settings.to ? own.to : settings.to;
  return minutesOf(to) - minutesOf(from) >= 60 ? { from, to } : own;
};

const hoursProblems = (hours: Hours | null): readonly FieldProblem[] => {
  if (hours === null) return [];
  if (hours.from < WIDEST_HOURS.from || hours.to > WIDEST_HOURS.to)
    return [{ field: 'hours', message: `must lie between ${WIDEST_HOURS.from} and ${WIDEST_HOURS.to}` }];
  return minutesOf(hours.to) - minutesOf(hours.from) < LEAST_HOURS_MINUTES
    ? [{ field: 'hours', message: 'must leave four hours or more' }]
    : [];
};

const withinProblems = (
  field: string,
  value: number | null,
  { min, max }: { readonly min: number; readonly max: number },
): readonly FieldProblem[] =>
  value === null || (Number.isInteger(value) && value >= min && value <= max)
    ? []
    : [{ field, message: `must be a whole number from ${min} to ${max}` }];

/** Rules that may stand; refuses with every field that may not. */
export const checkedRules = (rules: ReminderRules): ReminderRules => {
  const { early, late } = rules.appointments;
  const bounds = RULE_BOUNDS;
  const problems = [
    ...hoursProblems(rules.hours),
    ...withinProblems('appointments.early.days', early.days, bounds.earlyDays),
    ...withinProblems('appointments.late.days', late.days, bounds.lateDays),
    ...(early.days > late.days
      ? []
      : [{ field: 'appointments.early.days', message: 'must come before the later one' }]),
    ...withinProblems('surveys.laterHours', rules.surveys.laterHours, bounds.surveyLaterHours),
    ...withinProblems('surveys.reminder.afterHours', rules.surveys.reminder.afterHours, bounds.surveyReminderHours),
    ...withinProblems('followUps.secondNote.afterDays', rules.followUps.secondNote.afterDays, bounds.secondNoteDays),
    ...withinProblems('caps.perWeek', rules.caps.perWeek, bounds.perWeek),
  ];
  if (problems.length > 0) throw new InvalidInputError('these rules cannot stand as they are', problems);
  return rules;
};

/** How rows name what planned them: the algorithm, and the clinic's version of its rules where it has changed them. */
export const ruleName = (algorithm: string, { version }: RulesInForce): string =>
  version === 0 ? algorithm : `${algorithm}/${version}`;

/** What a clinic's settings say about times. */
export interface ClinicTimes {
  readonly quietHours: Hours;
  readonly closureDays: readonly LocalDate[];
  readonly holidayRegion: HolidayRegion | null;
}

/** A clinic's settings that times follow from, with their version at their owner. */
export interface SettingsInForce extends ClinicTimes {
  readonly version: number;
  readonly zone: string;
}

/** Do two versions of the settings give every message the same time? */
export const sameTimes = (one: SettingsInForce, other: SettingsInForce): boolean => timesText(one) === timesText(other);

const timesText = ({ zone, quietHours, closureDays, holidayRegion }: SettingsInForce): string =>
  JSON.stringify([zone, quietHours.from, quietHours.to, [...closureDays].sort(), holidayRegion]);

/** When a client who lives there may be written to under these rules. */
export const timesUnder = (
  { quietHours, closureDays, holidayRegion }: ClinicTimes,
  home: Home,
  given: RulesInForce,
) => {
  const { hours, openOn } = given.rules;
  return {
    ...homeIn(home),
    hours: hoursAt(hours === null ? quietHours : meet(quietHours, hours), home),
    closureDays,
    holidayRegion: openOn.publicHolidays ? null : holidayRegion,
    opensOnSundays: openOn.sundays,
    rules: given,
  };
};

/** Rows that somebody asked for or that carry one that went out: no rule about steps speaks of them. */
const FOLLOW_NO_STEP: readonly string[] = ['CLIENT_ASKED', 'OTHER_CHANNEL', 'STAFF_RETRIED'];

/** A row, as far as rules about steps look at it. */
interface Step {
  readonly family: string;
  readonly kind: string;
  readonly cause: string;
}

/** Do these rules have the step that the row is? */
export const isStepOn = (row: Step, { rules }: RulesInForce): boolean => {
  if (FOLLOW_NO_STEP.includes(row.cause)) return true;
  switch (row.kind) {
    case '72h':
      return rules.appointments.early.on;
    case '24h':
      return rules.appointments.late.on;
    case '2h':
      return rules.appointments.afterNoShow.on;
    case 'reminder':
      return row.family !== 'survey' || rules.surveys.reminder.on;
    case 'second-nudge':
      return rules.followUps.secondNote.on;
    default:
      return true;
  }
};
