import type { TestDatabase } from '@aftercare/testing';
import { send, UnexpectedAnswerError } from '../../demo/http/json-http.js';
import type { SeenMail } from '../../demo/http/outside-world.js';
import type { LedgerRow } from './judge.js';
import type { LoggedText } from './log.js';

interface Stored extends Omit<LedgerRow, 'id' | 'bookingId'> {
  readonly _id: string;
  readonly subject: { readonly bookingId?: string };
}

const collectionOf = (database: TestDatabase, service: string, name: string) =>
  database.connection.getClient().db(`${database.name}_${service}`).collection(name);

/** The ledger as it stands in MongoDB, not as the product tells of it. */
export const readLedger = async (database: TestDatabase): Promise<readonly LedgerRow[]> => {
  const fields = { subject: 1, kind: 1, cause: 1, state: 1, reason: 1, channel: 1, history: 1 };
  const found = await collectionOf(database, 'notifications', 'reminders').find({}, { projection: fields }).toArray();
  // The shape of a stored row.
  return (found as unknown as readonly Stored[]).map(({ _id, subject, ...row }) => ({
    ...row,
    id: _id,
    bookingId: subject.bookingId ?? '',
  }));
};

export const countDue = (database: TestDatabase, until: Date): Promise<number> =>
  collectionOf(database, 'notifications', 'reminders').countDocuments({ state: 'planned', dueAt: { $lte: until } });

/** What the machinery still holds: events that never went out, and events that somebody could not read. */
export const readLeftovers = async (
  database: TestDatabase,
): Promise<{ readonly unpublished: number; readonly parked: number }> => {
  const counts = await Promise.all(
    ['scheduling', 'notifications'].map(async (service) => ({
      unpublished: await collectionOf(database, service, 'outbox').countDocuments({ publishedAt: null }),
      parked: await collectionOf(database, service, 'dead_letters').countDocuments({}),
    })),
  );
  return {
    unpublished: counts.reduce((sum, one) => sum + one.unpublished, 0),
    parked: counts.reduce((sum, one) => sum + one.parked, 0),
  };
};

const PAGE = 500;

const listed = async <T>(url: string): Promise<readonly T[]> => {
  const items: T[] = [];
  for (let since = 0; ;) {
    const answer = await send(`${url}?since=${since}&limit=${PAGE}`, {});
    if (answer.status !== 200) throw new UnexpectedAnswerError(url, answer);
    const page = JSON.parse(answer.text) as { readonly next: number; readonly items: readonly T[] }; // the sandbox's own shape
    items.push(...page.items);
    if (page.next === since) return items;
    since = page.next;
  }
};

/** Everything that the stand-ins for the providers took. */
export const readProviders = async (
  sandboxUrl: string,
): Promise<{ readonly texts: readonly LoggedText[]; readonly mails: readonly SeenMail[] }> => ({
  texts: await listed<LoggedText>(`${sandboxUrl}/sandbox/texts`),
  mails: await listed<SeenMail>(`${sandboxUrl}/sandbox/mails`),
});
