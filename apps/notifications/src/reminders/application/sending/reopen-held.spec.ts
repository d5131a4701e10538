import { InMemoryTransactions } from '@aftercare/messaging';
import { changeHolds, nextHoldLook } from '../../domain/holds.js';
import type { HoldFact } from '../../domain/holds.js';
import type { Reminder } from '../../domain/reminder.js';
import { anInvitation, inLondon } from '../../testing/a-reminder.js';
import { InMemoryPlanStore } from '../../testing/in-memory-plan-store.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger, InMemoryWaitingLedger } from '../../testing/in-memory-send-ledger.js';
import { InMemorySendProjections } from '../../testing/in-memory-send-projections.js';
import { ReopenHeld } from './reopen-held.js';

const NOW = new Date('2027-03-15T10:30:00Z');
const KEY = { clinicId: 'clinic-1', id: 'client-1' };
const hoursLater = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

const aWorld = async (row: Reminder) => {
  const transactions = new InMemoryTransactions();
  const rows = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(rows);
  const plans = new InMemoryPlanStore(rows);
  const reopen = new ReopenHeld(
    new InMemoryWaitingLedger(rows),
    ledger,
    new InMemorySendProjections(rows),
    transactions,
  );
  const flag = (what: 'raised' | 'cleared') =>
    transactions.run(async ({ within, writes }) => {
      const before = [...(await plans.loadHolds([KEY], within)).values()][0];
      const fact: HoldFact = { what, clientRef: KEY.id, flagId: 'flag-1', at: NOW };
      plans.saveHolds([{ key: KEY, before, after: changeHolds(before?.state, fact, inLondon) }], writes);
    });
  const put = () => transactions.run(async ({ writes }) => ledger.put(row, writes));
  return { reopen, flag, put, row: () => rows.one(row) };
};

const held = anInvitation({
  state: 'held',
  reason: 'SAFETY_HOLD',
  dueAt: nextHoldLook(anInvitation(), NOW),
  version: 0,
});

describe('a row that is held by a flag', () => {
  it('is let go within the hour where the flag was cleared just before it was held', async () => {
    const { reopen, flag, put, row } = await aWorld(held);
    await flag('raised');
    await flag('cleared');
    await put();
    await reopen.fire(hoursLater(1));
    expect(row()).toMatchObject({ state: 'planned', dueAt: hoursLater(1) });
  });

  it('stays held while the flag is open, without a word in its history, until it is of no use', async () => {
    const { reopen, flag, put, row } = await aWorld(held);
    await flag('raised');
    await put();
    for (const hours of [1, 2, 3]) await reopen.fire(hoursLater(hours));
    expect(row()).toMatchObject({ state: 'held', dueAt: hoursLater(4), history: held.history });
    await reopen.fire(held.notAfter);
    expect(row()).toMatchObject({ state: 'skipped', reason: 'SAFETY_HOLD' });
  });

  it('is not looked at after its end: the last look is that end', () => {
    expect(nextHoldLook(held, new Date(held.notAfter.getTime() - 1000))).toEqual(held.notAfter);
  });
});

describe('a row that is held for an owner who was silent', () => {
  it('is tried again when its time comes, whatever flags are open', async () => {
    const { reopen, flag, put, row } = await aWorld({ ...held, reason: 'OWNER_SILENT', dueAt: hoursLater(1) });
    await flag('raised');
    await put();
    await reopen.fire(hoursLater(1));
    expect(row()).toMatchObject({ state: 'planned', reason: 'OWNER_SILENT' });
  });
});
