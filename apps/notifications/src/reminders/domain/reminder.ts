import { hashId } from '@aftercare/kernel';
import type { Home } from './home.js';
import type { Timing } from './timing.js';

export type Channel = 'sms' | 'email';
export type Family = 'appointment' | 'survey' | 'follow-up' | 'reply' | 'link';
export type Kind =
  | 'confirmation'
  | '72h'
  | '24h'
  | '2h'
  | 'change'
  | 'cancel'
  | 'invitation'
  | 'reminder'
  | 'nudge'
  | 'second-nudge'
  | 'stop-confirmation'
  | 'start-confirmation'
  | 'help'
  | 'yes'
  | 'cancel-help'
  | 'visit-stays'
  | 'unclear'
  | 'personal-link'
  | 're-issue';
/** Messages that answer an act on a booking: by email at any hour, and not counted by the caps (docs/adr/0011). */
export const BOOKING_NEWS: readonly Kind[] = ['confirmation', 'change', 'cancel'];
export type State =
  'planned' | 'sending' | 'sent' | 'delivered' | 'failed' | 'held' | 'skipped' | 'withdrawn' | 'rehearsed' | 'unknown';
/** Why a row exists. */
export type Cause =
  | 'VISIT_BOOKED'
  | 'VISIT_NEAR'
  | 'VISIT_DONE'
  | 'USUAL_INTERVAL'
  | 'FORM_OPEN'
  | 'OTHER_CHANNEL'
  | 'CLIENT_ASKED'
  | 'BOOKING_MOVED'
  | 'BOOKING_CANCELLED'
  | 'STAFF_RETRIED';

/** What the message is about; ids and times of the owners' records. */
export interface Subject {
  readonly bookingId?: string;
  readonly sequence?: number;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly previousStartsAt?: Date;
  readonly visitZone?: string;
  readonly sessionId?: string;
  readonly surveyId?: string;
  readonly instrument?: string;
  readonly generation?: number;
  readonly closesAt?: Date;
}

export interface HistoryEntry {
  readonly at: Date;
  readonly to: State;
  readonly reason?: string;
  readonly dueAt?: Date;
  /** What else is worth knowing: an id of another row, a provider's code. Never personal data. */
  readonly note?: string;
  /** The account that did it, where a person did. */
  readonly by?: string;
}

/** The written intent to send: nobody else decides about the row while it stands. */
export interface Claim {
  readonly id: string;
  /** Product time. */
  readonly at: Date;
  /** Machine time in milliseconds; afterwards the row is in doubt. */
  readonly until: number;
}

/** The form that a row's message takes along. Written before the call, like the claim; it holds for that claim only. */
export interface Carries {
  readonly id: string;
  readonly claimId: string;
  readonly channel: Channel;
  readonly kind: Kind;
  readonly subject: Subject;
}

/** The row whose message took this one along, under that claim. */
export interface CarriedBy {
  readonly id: string;
  readonly claimId: string;
}

/** One owed message. Never deleted; every move is appended to the history. Its home is the one that `dueAt` was computed with. */
export interface Reminder extends Home {
  readonly id: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly family: Family;
  readonly kind: Kind;
  readonly occurrence: string;
  readonly cause: Cause;
  readonly ruleVersion: string;
  /** The rule's own answer, before quiet hours or caps moved it; never changes after the instant at which the row was planned. */
  readonly firstDueAt: Date;
  readonly dueAt: Date;
  readonly timing: Timing;
  /** From this instant on the message is of no use. */
  readonly notAfter: Date;
  readonly state: State;
  readonly reason?: string;
  /** In order of preference; which one it is gets decided when it is sent. */
  readonly channels: readonly Channel[];
  readonly subject: Subject;
  /** The channel it went out on, or is going out on. */
  readonly channel?: Channel;
  readonly claim?: Claim;
  readonly carries?: Carries;
  readonly carriedBy?: CarriedBy;
  /** Together with a form it could not be put into words, so it goes alone. */
  readonly alone?: true;
  readonly sentAt?: Date;
  /** Sent, but nobody has said yet that it arrived: at this instant another way is tried. */
  readonly heardBy?: Date;
  /** In doubt: when the provider is asked next, and how often it knew of nothing. */
  readonly lookAt?: Date;
  readonly looks?: number;
  /** It was taken back while it was under a claim or in doubt, for this reason: should it wait again, it is not sent. */
  readonly unwanted?: string;
  /** It got another time while it was under a claim or in doubt: should it wait again, it waits until then. */
  readonly notBefore?: Date;
  readonly shard: number;
  /** W3C trace context in which it was planned, where that trace is recorded. */
  readonly traceparent?: string;
  readonly history: readonly HistoryEntry[];
  /** Of the stored document; 0 while it was never stored. */
  readonly version: number;
}

/** Ownership is leased per shard (hash of clinic and client), so that one process at a time decides about a person. */
export const SHARDS = 64;

export const shardOf = (clinicId: string, clientRef: string): number =>
  Buffer.from(hashId('shard', clinicId, clientRef), 'base64url').readUInt16BE(0) % SHARDS;

/** Planning twice is planning once: the id follows from what is owed. */
export const reminderId = (owed: {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly kind: string;
  readonly occurrence: string;
}): string => hashId(owed.clinicId, owed.clientRef, owed.kind, owed.occurrence);

/** Where nothing else decides: the same in every run, whatever came first. */
export const byId = (one: Pick<Reminder, 'id'>, other: Pick<Reminder, 'id'>): number => {
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
};

/** Routine notes are held by flags, counted by caps and kept off closed days; appointments, replies and links are not. */
export const isRoutine = (family: Family): boolean => family === 'survey' || family === 'follow-up';

/** One a day and three a week are about these: replies, links asked for and news of a booking are not among them. */
export const countsForCaps = ({ family, kind }: Pick<Reminder, 'family' | 'kind'>): boolean =>
  (isRoutine(family) || family === 'appointment') && !BOOKING_NEWS.includes(kind);

/** Nothing went out yet and nobody is about to send it. */
export const isOpen = ({ state }: Pick<Reminder, 'state'>): boolean => state === 'planned' || state === 'held';

const move = (row: Reminder, to: State, entry: Omit<HistoryEntry, 'to'>): Reminder => ({
  ...row,
  state: to,
  ...(entry.reason === undefined ? {} : { reason: entry.reason }),
  ...(entry.dueAt === undefined ? {} : { dueAt: entry.dueAt }),
  history: [...row.history, { ...entry, to }],
});

/** Under a claim or in doubt: it may go out, or come back to wait. */
export const isUnderWay = (row: Reminder): boolean => row.state === 'sending' || row.state === 'unknown';

/** An open row ends; one that is under way keeps its state, with a note that this came too late, and ends where it comes back. */
export const withdraw = (row: Reminder, reason: string, at: Date): Reminder => {
  if (isOpen(row)) return move(row, 'withdrawn', { at, reason });
  if (isUnderWay(row)) {
    const entry = { at, to: row.state, note: `too late for ${reason}` };
    return { ...row, unwanted: reason, history: [...row.history, entry] };
  }
  return row;
};

export const skip = (row: Reminder, reason: string, at: Date): Reminder => move(row, 'skipped', { at, reason });

/** Another due time for an open row (or one that was withdrawn and is wanted again), with the reason that moved it. */
export const replan = (
  row: Reminder,
  to: { readonly dueAt: Date; readonly at: Date; readonly reason: string },
): Reminder => move(row, 'planned', { at: to.at, reason: to.reason, dueAt: to.dueAt });
