import { runOnce, sessionOf } from '@aftercare/messaging';
import { StoresOnMongo } from '@aftercare/testing/stores';
import type { Settlement } from '../../application/sending/ledger.js';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder } from '../../testing/a-reminder.js';
import { MongoSendLedger } from './mongo-send.ledger.js';
import { MongoWaitingLedger } from './mongo-waiting.ledger.js';
import { NextTimes } from './next-times.js';
import { REMINDERS } from './reminder-document.js';

const NOON = new Date('2027-03-15T12:00:00Z');
const MANY = 60;
const LEASE_MS = 1000;

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-results', {
    service: 'notifications',
    stores: [NextTimes, MongoSendLedger, MongoWaitingLedger],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const claimed = async (round: number): Promise<readonly Reminder[]> => {
  const ledger = stores.get(MongoSendLedger);
  const rows = Array.from({ length: MANY }, (_, index) =>
    aReminder({ id: `row-${round}-${index}`, occurrence: `${round}-${index}`, dueAt: NOON, version: 0 }),
  );
  await runOnce(stores.transactions, async ({ writes }) => {
    for (const row of rows) ledger.put(row, writes);
  });
  return ledger.claim(
    rows.map(({ id }) => id),
    { id: `claim-${round}`, at: NOON, until: LEASE_MS },
  );
};

const sent = (rows: readonly Reminder[]): readonly Settlement[] =>
  rows.map((row) => ({ row, to: 'sent', channel: 'sms' }));

const settle = (rows: readonly Reminder[], round: number): Promise<ReadonlyMap<string, number>> =>
  runOnce(stores.transactions, ({ within }) =>
    stores.get(MongoSendLedger).settle(sent(rows), { id: `claim-${round}`, at: NOON }, within),
  );

const stored = async (rows: readonly Reminder[]) =>
  stores
    .raw(REMINDERS)
    .find({ _id: { $in: rows.map(({ id }) => id) } as never })
    .toArray();

describe('results of many rows, written while a sweep takes them for lost', () => {
  it('leave each row sent or in doubt, none twice and none gone, whoever is first', async () => {
    for (let round = 0; round < 25; round += 1) {
      const rows = await claimed(round);
      const sweeping = stores.get(MongoWaitingLedger).expireClaims(LEASE_MS + 1, NOON);
      const [settled, swept] = await Promise.allSettled([settle(rows, round), sweeping]);
      const after = await stored(rows);
      expect(after).toHaveLength(MANY);
      const settledNow = settled.status === 'fulfilled' ? settled.value.size : 0;
      expect(after.filter(({ state }) => state === 'sent')).toHaveLength(settledNow);
      // A sweep that met the transaction may have ended early; the next one finds what it left.
      const inDoubt = swept.status === 'fulfilled' ? swept.value : 0;
      expect(after.filter(({ state }) => state === 'unknown')).toHaveLength(inDoubt);
      const rest = await stores.get(MongoWaitingLedger).expireClaims(LEASE_MS + 1, NOON);
      expect(settledNow + inDoubt + rest).toBe(MANY);
    }
  });

  it('are seen whole or not at all by a transaction that began before', async () => {
    const rows = await claimed(99);
    const seen = await runOnce(stores.transactions, async ({ within }) => {
      const session = sessionOf(within);
      const read = () => stores.raw(REMINDERS).countDocuments({ state: 'sending' }, { session });
      const before = await read();
      await settle(rows, 99);
      return [before, await read()];
    });
    expect(seen).toEqual([MANY, MANY]);
  });
});
