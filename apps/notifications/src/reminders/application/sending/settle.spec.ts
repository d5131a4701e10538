import { FixedClock, ManualMachineTime } from '@aftercare/kernel';
import { ConflictError, InMemoryTransactions, StoreUnavailableError } from '@aftercare/messaging';
import type { Transaction } from '@aftercare/messaging';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder } from '../../testing/a-reminder.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger } from '../../testing/in-memory-send-ledger.js';
import type { Settlement } from './ledger.js';
import { SettleRows } from './settle.js';

const NOW = new Date('2027-03-15T10:31:00Z');
const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T10:30:00Z'), until: 1000 };

const beingSent = (id: string, more: Partial<Reminder> = {}): Reminder =>
  aReminder({ id, state: 'sending', claim: CLAIM, channel: 'email', version: 0, ...more });

/** Somebody else writes these rows all the time: a transaction with too many of them never gets through. */
class CrowdedLedger extends InMemorySendLedger {
  readonly tried: (readonly string[])[] = [];
  isInTheWay: (ids: readonly string[]) => boolean = () => false;
  error: Error = new ConflictError('busy', 'another writer is at it');

  override async settle(
    settlements: readonly Settlement[],
    claim: { readonly id: string; readonly at: Date },
    within: Transaction,
  ): Promise<ReadonlyMap<string, number>> {
    const ids = settlements.map(({ row }) => row.id);
    this.tried.push(ids);
    if (this.isInTheWay(ids)) throw this.error;
    return super.settle(settlements, claim, within);
  }
}

const aWorld = async (rows: readonly Reminder[]) => {
  const clock = new FixedClock(NOW);
  const transactions = new InMemoryTransactions({ clock, machine: new ManualMachineTime() });
  const stored = new InMemoryRows(transactions);
  const ledger = new CrowdedLedger(stored);
  await transactions.run(async ({ writes }) => {
    for (const row of rows) ledger.put(row, writes);
  });
  // Nothing here fails, and nobody is warned.
  const settle = new SettleRows(transactions, ledger, {} as never, {} as never, clock);
  const settlements = rows.map((row): Settlement => ({ row, to: 'sent', channel: 'email' }));
  return {
    ledger,
    settle: () => settle.execute(CLAIM.id, settlements),
    states: () => stored.all().map(({ id, state }) => `${id} ${state}`),
    said: () => transactions.said.length,
    parts: () => [...new Set(ledger.tried.map((ids) => ids.join(' ')))],
  };
};

describe('results of a claim', () => {
  it('are written in smaller parts where reports of the provider keep getting in the way, each once', async () => {
    const world = await aWorld(['a', 'b', 'c', 'd', 'e'].map((id) => beingSent(id)));
    world.ledger.isInTheWay = (ids) => ids.length > 2;
    expect(await world.settle()).toEqual([]);
    expect(world.states()).toEqual(['a sent', 'b sent', 'c sent', 'd sent', 'e sent']);
    expect(world.said()).toBe(5);
    expect(world.parts()).toEqual(['a b c d e', 'a b c', 'a b', 'c', 'd e']);
  });

  it('leave a form with the message that takes it along', async () => {
    const form = beingSent('form');
    const { kind, subject } = form;
    const carries = { id: 'form', claimId: CLAIM.id, channel: 'email' as const, kind, subject };
    const world = await aWorld([beingSent('a'), beingSent('b', { carries }), form, beingSent('c')]);
    world.ledger.isInTheWay = (ids) => ids.length > 3;
    await world.settle();
    expect(world.parts()).toEqual(['a b form c', 'a b form', 'c']);
  });

  it('are told of the others where one row cannot be had, and the failure is said', async () => {
    const world = await aWorld(['a', 'b', 'c'].map((id) => beingSent(id)));
    world.ledger.isInTheWay = (ids) => ids.includes('b');
    await expect(world.settle()).rejects.toBeInstanceOf(ConflictError);
    expect(world.states()).toEqual(['a sent', 'b sending', 'c sent']);
    expect(world.said()).toBe(2);
  });

  it('are told of the others also where a fault of our own keeps one row from being written', async () => {
    const world = await aWorld(['a', 'b', 'c'].map((id) => beingSent(id)));
    world.ledger.isInTheWay = (ids) => ids.includes('b');
    world.ledger.error = new Error('b is written twice in one unit of work');
    await expect(world.settle()).rejects.toBe(world.ledger.error);
    expect(world.states()).toEqual(['a sent', 'b sending', 'c sent']);
  });

  it('are not tried in parts while the store is away', async () => {
    const world = await aWorld(['a', 'b'].map((id) => beingSent(id)));
    world.ledger.isInTheWay = () => true;
    world.ledger.error = new StoreUnavailableError('no primary');
    await expect(world.settle()).rejects.toBe(world.ledger.error);
    expect(world.parts()).toEqual(['a b']);
  });
});
