import { mongo } from 'mongoose';

/** A place to write, within a transaction. */
export interface Place {
  readonly db: mongo.Db;
  readonly collection: string;
  readonly session: mongo.ClientSession;
}

export type Insert = (place: Place, documents: readonly { readonly _id: string }[]) => Promise<void>;

/** The server takes 100,000 writes in one command. */
const MOST_DOCUMENTS = 50_000;
const OBJECT_TOO_LARGE = 10334;

/** What a plain insert answers when it ran. */
interface Answer {
  readonly writeErrors?: readonly mongo.Document[];
}

/** One message cannot hold it (16 MB): the driver's buffer ended, or the server refused it unread. By name: a buffer's error may be of another realm. */
const isTooLarge = (error: unknown): boolean =>
  (typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError') ||
  (error instanceof mongo.MongoServerError && error.code === OBJECT_TOO_LARGE);

export const insertMany: Insert = async ({ db, collection, session }, documents) => {
  if (documents.length === 0) return;
  await db.collection<{ readonly _id: string }>(collection).insertMany([...documents], { session, ordered: false });
};

const insertPlainly: Insert = async ({ db, collection, session }, documents) => {
  const insert = { insert: collection, documents, ordered: false };
  const { writeErrors = [] }: Answer = await db.command(insert, { ...db.bsonOptions, session });
  const [failed] = writeErrors;
  if (failed !== undefined) throw new mongo.MongoServerError(failed);
};

/**
 * Inserts by one plain command. The driver's `insertMany` makes each document's bytes apart and joins them, which costs a batch
 * an eighth of its processor time; here it only does what one command cannot hold.
 * Never the first command of a transaction: one that is too large would not begin it, and the next would find none.
 */
export const insertAtOnce: Insert = async (place, documents) => {
  if (documents.length === 0) return;
  if (documents.length > MOST_DOCUMENTS) return insertMany(place, documents);
  try {
    await insertPlainly(place, documents);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    await insertMany(place, documents);
  }
};
