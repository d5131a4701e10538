import type { ClinicKey } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { ConflictError } from '../store/errors.js';
import type { Insert, Place } from './insert-all.js';

export interface Stored {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
}
interface Renewal {
  readonly kind: 'renew';
  readonly document: Stored;
  readonly expected: number;
}
export type Change =
  | Renewal
  | { readonly kind: 'replace'; readonly document: Stored; readonly expected: number }
  | { readonly kind: 'remove'; readonly key: ClinicKey; readonly expected: number };

/** Where changes are written, within a transaction. */
export interface Target extends Place {
  readonly insert: Insert;
}

/**
 * From this many of one clinic and version on, what is renewed is deleted and inserted. Inside a transaction MongoDB 6.0.5 asks its
 * catalogue about every index for each document that is updated, and not for those two (ADR 21).
 */
const MANY = 25;

const idOf = (change: Change): string => (change.kind === 'remove' ? change.key.id : change.document._id);
const clinicOf = (change: Change): string =>
  change.kind === 'remove' ? change.key.clinicId : change.document.clinicId;

const operationOf = (change: Change): mongo.AnyBulkWriteOperation<Stored> => {
  const filter = { _id: idOf(change), clinicId: clinicOf(change), version: change.expected };
  return change.kind === 'remove'
    ? { deleteOne: { filter } }
    : { replaceOne: { filter, replacement: change.document } };
};

/** By clinic too: an id of another clinic is nobody's here. */
const alike = (renewals: readonly Renewal[]): readonly (readonly Renewal[])[] => {
  const groups = new Map<string, Renewal[]>();
  for (const renewal of renewals) {
    const name = `${renewal.expected} ${renewal.document.clinicId}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [renewal]);
    else group.push(renewal);
  }
  return [...groups.values()];
};

const oneByOne = async ({ db, collection, session }: Target, changes: readonly Change[]): Promise<number> => {
  const operations = changes.map(operationOf);
  const done = await db.collection<Stored>(collection).bulkWrite(operations, { session, ordered: false });
  return done.matchedCount + done.deletedCount;
};

/** How many were as they had been read; if not all, none is inserted and the caller ends the transaction. */
const anew = async ({ db, collection, session, insert }: Target, group: readonly Renewal[]): Promise<number> => {
  const documents = group.map(({ document }) => document);
  const [first] = group;
  if (first === undefined) return 0;
  const { expected, document } = first;
  const filter = { _id: { $in: documents.map(({ _id }) => _id) }, clinicId: document.clinicId, version: expected };
  const { deletedCount } = await db.collection<Stored>(collection).deleteMany(filter, { session, hint: '_id_' });
  if (deletedCount === group.length) await insert({ db, collection, session }, documents);
  return deletedCount;
};

/** All of them, or a ConflictError when a stored version is not the one that was read. */
export const applyChanges = async (target: Target, changes: readonly Change[]): Promise<void> => {
  const many = alike(changes.filter((change) => change.kind === 'renew')).filter(({ length }) => length >= MANY);
  const renewed = new Set<Change>(many.flat());
  const others = changes.filter((change) => !renewed.has(change));
  let changed = others.length === 0 ? 0 : await oneByOne(target, others);
  for (const group of many) changed += await anew(target, group);
  if (changed !== changes.length)
    throw new ConflictError('stale', `${target.collection}: a stored version is not the one that was read`);
};
