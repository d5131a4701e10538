import { runOnce, sessionOf } from '@aftercare/messaging';
import { LinkTokens } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder } from '../../testing/a-reminder.js';
import { MongoSendLedger } from './mongo-send.ledger.js';
import { NextTimes } from './next-times.js';
import { documentOfRow, REMINDERS } from './reminder-document.js';

const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://elm.example');
const NOON = new Date('2027-03-15T12:00:00Z');
const LATER = new Date('2027-03-15T15:00:00Z');
/** More than the unit of work replaces one by one (ADR 21). */
const MANY = 60;
const SHARD = 3;

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-renewals', { service: 'notifications', stores: [NextTimes, MongoSendLedger] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const rowsOf = (round: number): readonly Reminder[] =>
  Array.from({ length: MANY }, (_, index) => aReminder({ id: `row-${round}-${index}`, dueAt: NOON, shard: SHARD }));
const renewed = (row: Reminder): Reminder => ({
  ...row,
  dueAt: LATER,
  reason: 'RULE_CHANGED',
  history: [...row.history, { at: NOON, to: 'planned', reason: 'RULE_CHANGED', dueAt: LATER }],
});
const stored = (row: Reminder, version: number) => ({ ...documentOfRow(row, links), _id: row.id, version });

const keep = async (rows: readonly Reminder[]): Promise<void> => {
  // As the unit of work stores them; the raw collection knows no type of its documents.
  await stores.raw(REMINDERS).insertMany(rows.map((row) => stored(row, 1)) as never);
};
const now = async (rows: readonly Reminder[]) => {
  const found = await stores
    .raw(REMINDERS)
    .find({ _id: { $in: rows.map(({ id }) => id) } as never })
    .toArray();
  return found.map((row) => ({ state: row['state'] as string, dueAt: row['dueAt'] as Date }));
};
const claim = (rows: readonly Reminder[], id: string, at = NOON) =>
  stores.get(MongoSendLedger).claim(
    rows.map((row) => row.id),
    { id, at, until: 1 },
  );
const due = (until: Date) => stores.get(MongoSendLedger).due({ shards: [SHARD], until, limit: 2 * MANY });

describe('rows that are deleted and inserted while they are claimed', () => {
  it('are found by nobody who claims them in that moment, and by the next look when they are due', async () => {
    const rows = rowsOf(0);
    await keep(rows);
    let claiming: ReturnType<typeof claim> | undefined;
    await stores.transactions.run(async ({ within }) => {
      const session = sessionOf(within);
      const ids = rows.map(({ id }) => id) as never[];
      await stores.raw(REMINDERS).deleteMany({ _id: { $in: ids } }, { session });
      await stores.raw(REMINDERS).insertMany(rows.map((row) => stored(renewed(row), 2)) as never, { session });
      // The rows are gone and not there yet for everybody else; a claim waits for the end of it.
      claiming ??= claim(rows, 'in-between');
    });
    expect(await claiming).toEqual([]);
    expect(await due(NOON)).toEqual([]);
    expect(await due(LATER)).toHaveLength(MANY);
    expect(await claim(rows, 'next', LATER)).toHaveLength(MANY);
  });

  it('are claimed as they were or waiting at their new time, all of them, whoever is first', async () => {
    for (let round = 1; round <= 25; round += 1) {
      const rows = rowsOf(round);
      await keep(rows);
      const renewing = runOnce(stores.transactions, async ({ writes }) => {
        for (const row of rows)
          writes.renew(REMINDERS, { clinicId: row.clinicId, id: row.id }, documentOfRow(renewed(row), links), 1);
      });
      const [renewal, claimed] = await Promise.allSettled([renewing, claim(rows, `round-${round}`)]);
      const after = await now(rows);
      expect(after).toHaveLength(MANY);
      if (renewal.status === 'fulfilled') {
        expect(claimed).toEqual({ status: 'fulfilled', value: [] });
        expect(after).toEqual(rows.map(() => ({ state: 'planned', dueAt: LATER })));
      } else {
        expect(renewal.reason).toMatchObject({ message: 'another writer was first' });
        // None is renewed; what the claim did not get stays due for the next one.
        expect(after.map(({ dueAt }) => dueAt)).toEqual(rows.map(() => NOON));
        const taken = claimed.status === 'fulfilled' ? claimed.value.length : 0;
        expect(after.filter(({ state }) => state === 'sending')).toHaveLength(taken);
      }
    }
  });
});
