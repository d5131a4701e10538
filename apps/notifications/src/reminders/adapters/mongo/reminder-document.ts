import { sha256 } from '@aftercare/kernel';
import type { LinkTokens } from '@aftercare/platform';
import type { mongo } from 'mongoose';
import type { HistoryEntry, Reminder } from '../../domain/reminder.js';

/** A row as it is stored. */
export interface ReminderDocument extends Omit<Reminder, 'id'>, mongo.Document {
  readonly _id: string;
  /** SHA-256 of the why link's token. */
  readonly whyHash: string;
}

export const REMINDERS = 'reminders';

export const rowOfDocument = ({ _id, whyHash: _hash, ...row }: ReminderDocument): Reminder => ({ ...row, id: _id });

/** Without what the unit of work adds: id, clinic, version. */
export const documentOfRow = (row: Reminder, links: LinkTokens): object => {
  const { id, version: _version, ...rest } = row;
  return { ...rest, whyHash: sha256(links.token('why', id, 0)) };
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
  readonly status?: string;
}

export const ATTEMPTS = 'attempts';

/** The driver's type for `$push` does not know readonly arrays. */
export const appended = (entry: HistoryEntry): mongo.PushOperator<ReminderDocument> =>
  ({ history: entry }) as unknown as mongo.PushOperator<ReminderDocument>;
