import { sha256 } from '@aftercare/kernel';
import type { LinkTokens } from '@aftercare/platform';
import { mongo } from 'mongoose';
import type { HistoryEntry, Reminder } from '../../domain/reminder.js';

/** A row as it is stored. */
export interface ReminderDocument extends Omit<Reminder, 'id'>, mongo.Document {
  readonly _id: string;
  /** First half of the SHA-256 of the why link's token: as hard to guess as the token, and a quarter of its letters. */
  readonly whyHash: mongo.Binary;
}

export const REMINDERS = 'reminders';
/** Rows that went out, by person and time. */
export const WENT_OUT_INDEX = 'went-out';
/**
 * Rows of a person by what became of them and when they are due: a plan of many visits leaves dozens that wait. Named in queries, or
 * the server, where many rows are due or under a claim, may choose to look through all of those.
 */
export const OF_CLIENT_INDEX = { clinicId: 1, clientRef: 1, state: 1, dueAt: 1 } as const;

export const rowOfDocument = ({ _id, whyHash: _hash, ...row }: ReminderDocument): Reminder => ({ ...row, id: _id });

/** Version of a row that nothing has happened to since it was planned. */
export const NEVER_TOUCHED = 1;

const WHY_HEX_DIGITS = 32;

/** From the hex of a token's SHA-256 to what is stored of it. */
export const whyHashOf = (tokenHash: string): mongo.Binary =>
  new mongo.Binary(Buffer.from(tokenHash.slice(0, WHY_HEX_DIGITS), 'hex'));

/** Without what the unit of work adds: id, clinic, version. */
export const documentOfRow = (row: Reminder, links: LinkTokens): object => {
  const { id, version: _version, ...rest } = row;
  return { ...rest, whyHash: whyHashOf(sha256(links.token('why', id, 0))) };
};

/** One try to deliver a row; provider ids live here, so that results of a slot are one update and one insert. */
export interface AttemptDocument extends mongo.Document {
  readonly _id: string;
  readonly clinicId: string;
  readonly reminderId: string;
  readonly channel: 'sms' | 'email';
  readonly at: Date;
  readonly outcome: string;
  readonly bodyHash?: string;
  readonly templateVersion?: string;
  readonly providerId?: string;
  readonly code?: string;
  readonly to?: 'staff';
  readonly status?: string;
}

export const ATTEMPTS = 'attempts';

/** The driver's type for `$push` does not know readonly arrays. */
export const appended = (entry: HistoryEntry): mongo.PushOperator<ReminderDocument> =>
  ({ history: entry }) as unknown as mongo.PushOperator<ReminderDocument>;
