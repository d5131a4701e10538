import { BOOKING_NEWS, isOpen } from './reminder.js';
import type { Kind, Reminder, State } from './reminder.js';

/** What the client of a booking heard of it so far, next to what it is now. */
export interface Heard {
  readonly isKnown: boolean;
  /** Of the time that it was moved to they heard last, so that this is no news. */
  readonly isNoNews: boolean;
  /** The time that they have in mind. */
  readonly previousStartsAt?: Date;
  /** Reminders of this very time that did not leave yet. Where there is no news, nothing else says the same. */
  readonly stillOwed: readonly Kind[];
}

interface Now {
  readonly what: 'booked' | 'moved' | 'cancelled';
  readonly startsAt: Date;
  readonly previousStartsAt?: Date;
  readonly at: Date;
}

export const isTellingWhatHappened = (kind: Kind): boolean => BOOKING_NEWS.includes(kind);

/** Its owner knew of a change before the word left, so that nobody heard it. */
const isOvertaken = ({ state, reason }: Reminder): boolean =>
  state === 'skipped' && (reason === 'BOOKING_CANCELLED' || reason === 'BOOKING_MOVED');

const WAITS_OR_ENDED: readonly State[] = ['planned', 'held', 'withdrawn'];

/** Whatever became of an earlier word, unless it was still waiting or was overtaken: an import was told by the other calendar. */
const wasTold = (row: Reminder): boolean =>
  isTellingWhatHappened(row.kind) && !WAITS_OR_ENDED.includes(row.state) && !isOvertaken(row);

const reachedNobody = ({ state, reason }: Reminder): boolean =>
  (state === 'failed' && reason !== 'NOT_PROVEN') || (state === 'skipped' && reason !== 'IMPORTED');

const WENT_OUT: readonly State[] = ['sent', 'delivered', 'rehearsed', 'skipped'];

/** The times that a client may have in mind, the newest first: down to the last one that surely went out. */
const timesInMind = (told: readonly Reminder[]): readonly Date[] => {
  const words = told
    .filter((row) => !reachedNobody(row))
    .toSorted((one, other) => (other.subject.sequence ?? 0) - (one.subject.sequence ?? 0));
  const sure = words.findIndex(({ state }) => WENT_OUT.includes(state));
  return words.slice(0, sure < 0 ? words.length : sure + 1).flatMap(({ subject }) => subject.startsAt ?? []);
};

const isSameTime = (one: Date | undefined, other: Date): boolean => one?.getTime() === other.getTime();

const isStillOwed = ({ kind, state, reason, subject, notAfter }: Reminder, now: Now): boolean =>
  !isTellingWhatHappened(kind) &&
  isSameTime(subject.startsAt, now.startsAt) &&
  (isOpen({ state }) || (state === 'withdrawn' && reason === 'BOOKING_MOVED')) &&
  notAfter > now.at;

/** From the rows of a booking as they are when something happens to it. */
export const heardOf = (rows: readonly Reminder[], now: Now): Heard => {
  const told = rows.filter(wasTold);
  const times = timesInMind(told);
  const previousStartsAt =
    times.length === 0 ? now.previousStartsAt : (times.find((time) => !isSameTime(time, now.startsAt)) ?? now.startsAt);
  const isNoNews = now.what === 'moved' && told.length > 0 && isSameTime(previousStartsAt, now.startsAt);
  return {
    isKnown: told.length > 0,
    isNoNews,
    ...(now.what === 'moved' && !isNoNews && previousStartsAt !== undefined ? { previousStartsAt } : {}),
    stillOwed: isNoNews ? rows.filter((row) => isStillOwed(row, now)).map(({ kind }) => kind) : [],
  };
};
