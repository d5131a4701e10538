import { addDays, dateOf, hashId, utcOf } from '@aftercare/kernel';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import type { Reminder } from '../../reminders/domain/reminder.js';
import type { Sent } from '../outside/providers.js';
import type { ReadMessage } from '../service/readable-messages.js';
import type { Ruled } from './own-rules.js';
import { placeOf } from './places.js';
import { askedAt, DAY_MS, HOUR_MS, isOpenAt, isSameDay, MINUTE_MS, reminderSpan, usefulUntil } from './times.js';
import type { Truth } from './truth.js';

/** A message that went out before, as far as it counts. */
export interface Earlier {
  readonly kind: string;
  readonly atMs: number;
  /** The form or the visit that it follows, where it is of one. */
  readonly follows?: string;
}

/** A message in the provider's log, with what was so when its row was claimed. */
export interface Judged {
  readonly row: Reminder;
  readonly sent: Sent;
  readonly text: ReadMessage;
  readonly truth: Truth;
  /** One of the things that the service may have known. */
  readonly person: ToldContact;
  readonly rules: Ruled;
  /** Of the same person, decided before this one. */
  readonly earlier: readonly Earlier[];
  /** The same, with everything that does not count for the caps. */
  readonly gone: readonly Earlier[];
  /** The owner did not answer, so what its events told decides. */
  readonly ownerWasSilent: boolean;
  /** A form in the message of a visit's reminder. */
  readonly withVisit: boolean;
}

type Rule = (message: Judged) => boolean;

const NEWS: readonly string[] = ['confirmation', 'change', 'cancel'];
/** For three minutes a booking or a move can be undone before anybody hears of it. */
const UNDOABLE: readonly string[] = ['confirmation', 'change'];
const UNDO_MS = 3 * MINUTE_MS;
const REMINDERS: readonly string[] = ['2h', '24h', '72h'];
const SURVEYS: readonly string[] = ['invitation', 'reminder'];
const NUDGES: readonly string[] = ['nudge', 'second-nudge'];

export const isRoutineKind = (kind: string): boolean => SURVEYS.includes(kind) || NUDGES.includes(kind);
export const isCounted = (kind: string): boolean => isRoutineKind(kind) || REMINDERS.includes(kind);
export const isReminderKind = (kind: string): boolean => REMINDERS.includes(kind);
const isOfVisit = (kind: string): boolean => NEWS.includes(kind) || REMINDERS.includes(kind);
const isAsked = (kind: string): boolean => !isOfVisit(kind) && !isRoutineKind(kind);

/** At most one a day and three a week, counted for surveys and nudges. */
export const isOverCap = (
  earlier: readonly Earlier[],
  at: { readonly ms: number; readonly zone: string },
  slackMs = 0,
): boolean => {
  const week = earlier.filter(({ kind, atMs }) => isCounted(kind) && atMs > at.ms - 7 * DAY_MS + slackMs);
  return week.length >= 3 || week.some(({ atMs }) => isSameDay(atMs, at.ms, at.zone));
};

const REPLIES: readonly string[] = [
  ...['stop-confirmation', 'start-confirmation', 'help', 'yes', 'cancel-help', 'visit-stays', 'unclear'],
];
/** After so many to one person on one day something is wrong. */
const BRAKE = 20;

/** Have so many gone to one person today that somebody has to look first? With `slackMs` above 0 only what is surely of today. */
export const isBraked = (
  gone: readonly Earlier[],
  at: { readonly ms: number; readonly zone: string },
  slackMs: number,
): boolean => {
  const isToday = (atMs: number): boolean =>
    [atMs - Math.abs(slackMs), atMs + Math.abs(slackMs)][slackMs > 0 ? 'every' : 'some']((ms) =>
      isSameDay(ms, at.ms, at.zone),
    );
  return gone.filter(({ kind, atMs }) => !REPLIES.includes(kind) && isToday(atMs)).length >= BRAKE;
};

/** Channels on which a row may reach somebody. */
export const channelsOf = (row: Reminder, truth: Truth, person: ToldContact): readonly ('sms' | 'email')[] => {
  const address = { sms: person.phone, email: person.email };
  const answersStop = row.kind === 'stop-confirmation';
  return row.channels.filter((channel) => {
    const to = address[channel];
    if (to === null) return false;
    if (channel === 'sms' && truth.stoppedNumbers.has(to) && !answersStop) return false;
    const isBad = (): boolean => truth.bad.includes(hashId(row.clinicId, channel === 'sms' ? 'phone' : 'email', to));
    if (truth.bad.length > 0 && isBad()) return false;
    return isAsked(row.kind) || truth.granted[channel];
  });
};

/** A note that was due before its client moved may be on its way still, or before the clinic did of somebody who has no zone. */
const dueOf = ({ row, truth, text, person }: Judged): number => {
  const { followUp } = truth;
  if (followUp === undefined) return 0;
  const on = text.kind === 'nudge' ? followUp.dueOn : addDays(followUp.dueOn, 5);
  const zones = person.zone === null ? [...truth.zones, row.zone] : truth.zones;
  return Math.min(...zones.map((zone) => utcOf({ date: on, time: '10:00' }, zone).getTime()));
};

/** Rows are brought to new settings some moments after these hold. */
const reminderFrom = ({ text, truth: { booking, places, everClinics } }: Judged): number =>
  booking === undefined
    ? 0
    : Math.min(
        ...places.flatMap((place) =>
          everClinics.map((rules) => reminderSpan(booking, text.kind, { place, rules }).fromMs),
        ),
      );

/** Whoever asked for another day gets what was open then. */
const formFrom = ({ row, truth: { survey, surveyTimes, deferrals, zones }, withVisit }: Judged): number => {
  if (surveyTimes === undefined || deferrals.length > 0) return 0;
  const at = askedAt(surveyTimes, row);
  if (!withVisit || survey?.instrument === 'post-session@1') return at.getTime();
  // With an earlier reminder of the day on which it may leave by itself.
  return Math.min(...zones.map((zone) => utcOf({ date: dateOf(at, zone), time: '00:00' }, zone).getTime()));
};

const earliestOf = (message: Judged): number => {
  const { kind } = message.text;
  if (REMINDERS.includes(kind)) return reminderFrom(message);
  if (SURVEYS.includes(kind)) return formFrom(message);
  if (UNDOABLE.includes(kind)) return (message.truth.booking?.changedAt.getTime() ?? 0) + UNDO_MS;
  return NUDGES.includes(kind) ? dueOf(message) : 0;
};

const latestOf = ({ row, text, truth, person, rules }: Judged): number => {
  const { booking, survey, followUp } = truth;
  if (isOfVisit(text.kind) && booking !== undefined) return usefulUntil(booking, text.kind);
  if (SURVEYS.includes(text.kind)) return Math.max(...(survey?.told ?? []).map(({ plan }) => plan.closesAt.getTime()));
  if (NUDGES.includes(text.kind) && followUp !== undefined) {
    const on = addDays(followUp.dueOn, text.kind === 'nudge' ? 5 : 10);
    const { zones } = placeOf(person, rules.zone);
    return Math.max(...zones.map((zone) => utcOf({ date: on, time: '10:00' }, zone).getTime())) + DAY_MS;
  }
  return row.notAfter.getTime();
};

/** Two notes of one form are never less than 20 hours apart; by a minute less where clocks were read one after the other. */
const BETWEEN_NOTES_MS = 20 * HOUR_MS - MINUTE_MS;

/** The form, or the visit, that a routine note follows. */
export const followedBy = ({ family, subject }: Reminder): string | undefined =>
  family === 'survey' ? subject.surveyId : subject.sessionId;

const isPlannedStep = ({ cause }: Reminder): boolean => cause === 'FORM_OPEN' || cause === 'USUAL_INTERVAL';

const isTooSoon = ({ row, text, truth, earlier }: Judged): boolean => {
  if (!isPlannedStep(row)) return false;
  const before = earlier.filter(({ follows }) => follows !== undefined && follows === followedBy(row));
  if (text.kind === 'reminder') return before.some(({ atMs }) => atMs > truth.atMs - BETWEEN_NOTES_MS);
  // Five calendar days, of which the first and the last may be cut short.
  return text.kind === 'second-nudge' && before.some(({ atMs }) => atMs > truth.atMs - 4 * DAY_MS);
};

const addressesOf = ({ person, rules, sent }: Judged): readonly (string | null | undefined)[] => {
  if (rules.sendMode === 'staff')
    return sent.channel === 'sms' ? rules.staffContacts.phones : rules.staffContacts.emails;
  return [sent.channel === 'sms' ? person.phone : person.email];
};

const subjectOf = ({ row, text }: Judged): string => {
  const { bookingId, surveyId } = row.subject;
  if (isOfVisit(text.kind)) return `booking=${bookingId ?? ''}=`;
  if (SURVEYS.includes(text.kind)) return `survey=${surveyId ?? ''}=`;
  return NUDGES.includes(text.kind) ? `booking=next:${row.clientRef}=` : '';
};

/**
 * What nobody may be sent, in the words of the promises. Each answers whether the message breaks it. This list, `times.ts` and `excuses.ts`
 * are all that the model knows of the rules; none of them shares code with what it judges.
 */
export const BROKEN: Readonly<Record<string, Rule>> = {
  'went to somebody else': (message) =>
    message.text.firstName !== message.person.firstName || !addressesOf(message).includes(message.sent.to),
  'is about something else': (message) =>
    message.text.kind !== message.row.kind || !message.text.about.startsWith(subjectOf(message)),
  'went out although the clinic sends nothing': ({ rules }) =>
    rules.sendMode === 'off' || rules.sendMode === 'rehearsal',
  'after the booking was cancelled or moved': ({ text, row, truth, ownerWasSilent }) =>
    isOfVisit(text.kind) &&
    !ownerWasSilent &&
    (truth.booking?.sequence !== row.subject.sequence ||
      truth.booking?.status !== (text.kind === 'cancel' ? 'cancelled' : 'booked')),
  'the last hours before a visit that follows no missed one': ({ text, truth }) =>
    text.kind === '2h' && !truth.afterMiss.includes(true),
  'after the form was finished or closed': ({ text, truth }) =>
    SURVEYS.includes(text.kind) && truth.survey?.state !== 'planned',
  'a nudge although there is a booking': ({ text, truth }) => NUDGES.includes(text.kind) && truth.hasBooking,
  // A form that goes along is no text of its own: the one that carries it is judged, and was claimed before it.
  'after STOP': ({ sent, text, truth, withVisit }) =>
    !withVisit && sent.channel === 'sms' && text.kind !== 'stop-confirmation' && truth.stoppedNumbers.has(sent.to),
  'without consent': ({ sent, text, truth }) => !isAsked(text.kind) && !truth.granted[sent.channel],
  'at night or on a closed day': ({ sent, text, truth, person, rules }) =>
    !isAsked(text.kind) &&
    !(sent.channel === 'email' && NEWS.includes(text.kind)) &&
    !isOpenAt(truth.atMs, { place: placeOf(person, rules.zone), rules, routine: isRoutineKind(text.kind) }),
  'over the cap': ({ text, truth, person, rules, earlier, withVisit }) =>
    !withVisit &&
    isRoutineKind(text.kind) &&
    placeOf(person, rules.zone).zones.every((zone) => isOverCap(earlier, { ms: truth.atMs, zone }, MINUTE_MS)),
  'one of too many to one person on one day': ({ text, truth, person, rules, gone, withVisit }) =>
    !withVisit &&
    !REPLIES.includes(text.kind) &&
    placeOf(person, rules.zone).zones.every((zone) => isBraked(gone, { ms: truth.atMs, zone }, MINUTE_MS)),
  'a nudge on the day of a form': ({ text, truth, person, rules, earlier }) =>
    NUDGES.includes(text.kind) &&
    earlier.some(
      ({ kind, atMs }) =>
        SURVEYS.includes(kind) && placeOf(person, rules.zone).zones.every((zone) => isSameDay(atMs, truth.atMs, zone)),
    ),
  'while a flag is open': ({ text, truth }) => isRoutineKind(text.kind) && truth.isFlagged,
  'on a day on which the client asked for another': ({ text, truth }) =>
    isRoutineKind(text.kind) &&
    truth.deferrals.some((at) => truth.zones.every((zone) => isSameDay(at.getTime(), truth.atMs, zone))),
  'too soon after the note before it': isTooSoon,
  early: (message) => message.truth.atMs < earliestOf(message),
  'too late to be of use': (message) => !message.ownerWasSilent && message.truth.atMs >= latestOf(message),
};
