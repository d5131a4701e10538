import type { mongo } from 'mongoose';
import type { DueRow, Postponed } from '../../application/sending/ledger.js';
import { appended } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';

/** What promoting reads of a row. */
export const dueRowOf = (row: ReminderDocument): DueRow => {
  const { _id, clinicId, shard, dueAt, firstDueAt, family, notAfter, channels, reason } = row;
  const told = reason === undefined ? {} : { reason };
  return { id: _id, clinicId, shard, dueAt, firstDueAt, family, notAfter, firstChannel: channels[0] ?? 'sms', ...told };
};

/** One update for all that get the same time; it is told to those who wait for something else until now. */
export const moves = (rows: readonly Postponed[], now: Date) => {
  const groups = new Map<string, { readonly ids: string[]; readonly update: mongo.UpdateFilter<ReminderDocument> }>();
  for (const { row, dueAt, reason } of rows) {
    const isTold = row.reason === reason;
    const key = `${dueAt.getTime()} ${reason} ${String(isTold)}`;
    const told = isTold ? {} : { $push: appended({ at: now, to: 'planned', reason, dueAt }) };
    const group = groups.get(key) ?? { ids: [], update: { $set: { dueAt, reason }, $inc: { version: 1 }, ...told } };
    group.ids.push(row.id);
    groups.set(key, group);
  }
  return [...groups.values()];
};
