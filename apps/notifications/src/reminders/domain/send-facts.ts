import type { Reach } from './channels.js';
import type { EarlierNote } from './earlier-notes.js';
import type { BookingStatus, SurveyStatus } from './owned-facts.js';
import type { Channel } from './reminder.js';
import type { AllowedTimes } from './timing.js';

/** What the owner of a thing said at send time; `silent` when it did not answer. */
export type Told<T> =
  { readonly told: 'fact'; readonly fact: T } | { readonly told: 'silent'; readonly projection?: T };

/** Everything a decision about one row depends on, read after the claim. */
export interface SendFacts {
  readonly sendMode: 'off' | 'rehearsal' | 'staff' | 'live';
  readonly allowed: AllowedTimes;
  /** Undefined: nobody knows this client, or the client is archived. */
  readonly reach: Reach | undefined;
  /** Booking of an appointment row. */
  readonly booking?: Told<BookingStatus>;
  /** Survey of a survey or re-issue row. */
  readonly survey?: Told<SurveyStatus>;
  /** Has the client of a nudge a future booking? */
  readonly hasBooking?: Told<boolean>;
  /** A `2h` whose miss was put right while the row was under a claim. */
  readonly missPutRight?: boolean;
  readonly flagged: boolean;
  readonly deferredUntil?: Date;
  /** When messages that count for the caps went (or are going) out in the last 7 days, oldest first. */
  readonly sentAt: readonly Date[];
  /** Messages of every kind but replies that went (or are going) out to this client today. */
  readonly goneToday?: number;
  /** A survey message of this client went out today or is due today. */
  readonly surveyToday: boolean;
  /** The channel of the survey's invitation. */
  readonly invitedOn?: Channel;
  /** Notes about the same form or next visit that come before this one. */
  readonly earlier?: readonly EarlierNote[];
  /** The next reminder of a visit that is still to come today, and whether it can take a form of that day along. */
  readonly reminderAhead?: { readonly dueAt: Date; readonly takesForm: boolean };
}
