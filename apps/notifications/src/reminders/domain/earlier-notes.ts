import { addDays, dateOf, utcOf } from '@aftercare/kernel';
import { isMerged } from './merge.js';
import { reminderId } from './reminder.js';
import type { Kind, Reminder } from './reminder.js';
import { inForce } from './rules.js';
import { nextAllowed } from './timing.js';
import type { AllowedTimes } from './timing.js';

/** What became of a note of the same form or the same next visit that comes before a row. */
export interface EarlierNote {
  /** It is still to go out: the time that it waits for. */
  readonly waitsUntil?: Date;
  /** When it went out, or may have. */
  readonly wentAt?: Date;
}

/** The note about the next visit is due at this time of day. */
export const NUDGE_TIME = '10:00';
/** Two notes about one form never come within less of each other. */
const BETWEEN_FORM_NOTES_MS = 20 * 3_600_000;

const idOf = ({ clinicId, clientRef }: Reminder, kind: Kind, occurrence: string): string =>
  reminderId({ clinicId, clientRef, kind, occurrence });

/** Ids of the notes that come before a row by plan. What somebody asked for follows nothing. */
export const earlierIds = (row: Reminder): readonly string[] => {
  const { surveyId = '', sessionId = '' } = row.subject;
  if (row.kind === 'second-nudge' && row.cause === 'USUAL_INTERVAL') return [idOf(row, 'nudge', `${sessionId}:1`)];
  if (row.kind !== 'reminder' || row.cause !== 'FORM_OPEN') return [];
  const invitation = idOf(row, 'invitation', `${surveyId}:invitation`);
  const isSecond = row.occurrence === `${surveyId}:reminder-2`;
  return isSecond ? [invitation, idOf(row, 'reminder', `${surveyId}:reminder`)] : [invitation];
};

/** When a row went out, or may have; undefined where nothing did. */
const wentAt = (row: Reminder): Date | undefined => {
  if (row.state === 'sending' || row.state === 'unknown') return row.claim?.at ?? row.dueAt;
  if (row.state === 'sent' || row.state === 'delivered') return row.sentAt ?? row.dueAt;
  return isMerged(row) ? row.history.at(-1)?.at : undefined;
};

export const earlierNote = (row: Reminder, now: Date): EarlierNote => {
  if (row.state === 'planned') return { waitsUntil: row.dueAt > now ? row.dueAt : now };
  // A form that is held waits for a person, and nobody knows until when; a note about the next visit has had its days by then.
  if (row.state === 'held') return row.family === 'survey' ? { waitsUntil: now } : {};
  const went = wentAt(row);
  return went === undefined ? {} : { wentAt: went };
};

const earliestAfter = (row: Reminder, last: Date, allowed: AllowedTimes): Date => {
  if (row.family === 'survey') return new Date(last.getTime() + BETWEEN_FORM_NOTES_MS);
  const { afterDays } = inForce(allowed).rules.followUps.secondNote;
  return utcOf({ date: addDays(dateOf(last, allowed.zone), afterDays), time: NUDGE_TIME }, allowed.zone);
};

/**
 * When a row may go at the earliest, with regard to the notes before it: a reminder of a form not before its invitation, nor soon after;
 * the second note about a next visit as many days after the first as lie between them by rule. Notes that never went out keep nothing
 * back: the next one takes their place, because one note is what somebody should get at least.
 */
export const notBefore = (row: Reminder, earlier: readonly EarlierNote[], allowed: AllowedTimes): Date | undefined => {
  const times = earlier.flatMap(({ wentAt, waitsUntil }) => [wentAt, waitsUntil].filter((at) => at !== undefined));
  if (times.length === 0) return undefined;
  const last = new Date(Math.max(...times.map((at) => at.getTime())));
  return nextAllowed(earliestAfter(row, last, allowed), allowed, true);
};
