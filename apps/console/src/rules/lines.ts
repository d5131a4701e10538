import type { ReminderRules, RuleDifference, Rules } from '../api/answers.js';
import { counted, localTime } from '../shell/format.js';

/** One thing that a clinic decides, in words. */
export interface RuleLine {
  readonly about: string;
  readonly says: string;
}

export type SettingsHours = Rules['settingsHours'];

const OFF = 'off';

const hoursText = ({ hours }: ReminderRules, settings: SettingsHours): string =>
  hours === null
    ? `${settings.from} to ${settings.to}, as the clinic's settings say`
    : `${hours.from} to ${hours.to}, and never outside of the clinic's settings (${settings.from} to ${settings.to})`;

const waitText = (isOpen: boolean): string => (isOpen ? 'they go out' : 'they wait for the next allowed day');

const beforeText = ({ on, days }: { readonly on: boolean; readonly days: number }): string =>
  on ? `${counted(days, 'day')} before` : OFF;

const formText = (laterHours: number): string =>
  laterHours === 0 ? 'when the form itself says' : `${counted(laterHours, 'hour')} later than the form itself says`;

const secondFormText = ({ on, afterHours }: ReminderRules['surveys']['reminder']): string => {
  if (!on) return OFF;
  return afterHours === null
    ? 'when the form itself says, to those who have not answered'
    : `${counted(afterHours, 'hour')} after the first, to those who have not answered`;
};

/** Everything that a clinic decides about its notes, in the order of the form. */
export const linesOf = (rules: ReminderRules, settings: SettingsHours): readonly RuleLine[] => {
  const { openOn, appointments, surveys, followUps, caps } = rules;
  const { secondNote } = followUps;
  return [
    { about: 'Hours, where the client lives', says: hoursText(rules, settings) },
    { about: 'Questions and notes about the next visit on Sundays', says: waitText(openOn.sundays) },
    { about: 'Questions and notes about the next visit on public holidays', says: waitText(openOn.publicHolidays) },
    { about: 'First reminder of a visit', says: beforeText(appointments.early) },
    { about: 'Second reminder of a visit', says: beforeText(appointments.late) },
    {
      about: 'Reminder on the day itself',
      says: appointments.afterNoShow.on ? 'for somebody who missed a visit before' : OFF,
    },
    { about: 'Form after a visit', says: formText(surveys.laterHours) },
    { about: 'Second note about a form', says: secondFormText(surveys.reminder) },
    {
      about: 'Second note about the next visit',
      says: secondNote.on ? `${counted(secondNote.afterDays, 'day')} after the first` : OFF,
    },
    { about: 'Questions and notes about the next visit', says: `at most ${caps.perWeek} in seven days` },
  ];
};

export interface RuleChange {
  readonly about: string;
  readonly from: string;
  readonly to: string;
}

/** What one set of rules says otherwise than another; a number behind a step that is off both times says nothing. */
export const changesBetween = (
  from: ReminderRules,
  to: ReminderRules,
  settings: SettingsHours,
): readonly RuleChange[] => {
  const before = linesOf(from, settings);
  return linesOf(to, settings).flatMap(({ about, says }, index) => {
    const was = before[index]?.says ?? '';
    return was === says ? [] : [{ about, from: was, to: says }];
  });
};

/** No rule of a clinic can let a message out that one of these keeps back. */
export const HOLDS: readonly RuleLine[] = [
  { about: 'No agreement', says: 'Nobody gets what they did not agree to, and only the client can agree.' },
  { about: 'STOP', says: 'A number that said STOP gets no more texts. Only the client can take it back.' },
  {
    about: 'A safety answer',
    says: 'Routine notes wait until a practitioner has looked at it. No rule lets them out before.',
  },
  { about: 'One a day', says: 'A question or a note about the next visit is never the second message of a day.' },
];

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

/** The keys come in any order. */
export const sameRules = (one: ReminderRules, other: ReminderRules): boolean => canonical(one) === canonical(other);

/** "Our own rules", "version 7". */
export const versionName = (version: number): string => (version === 0 ? 'what we ship' : `version ${version}`);

/** Of a message: its time while it waits, else what became of it. */
export const stateText = (state: RuleDifference['from']): string => {
  if (state === null) return 'not planned';
  const when = localTime(state.dueLocal);
  if (state.state === 'planned') return when;
  return state.state === 'held' ? `held, ${when}` : state.state;
};
