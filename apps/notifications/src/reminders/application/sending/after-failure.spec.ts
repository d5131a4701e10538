import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { RecordedConsents } from '../../../consents/application/recorded-consents.js';
import { InMemoryConsentStore } from '../../../consents/testing/in-memory-consents.js';
import { ContactHealth } from '../../../contacts/application/contact-health.js';
import { Contacts } from '../../../contacts/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder, inLondon } from '../../testing/a-reminder.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger } from '../../testing/in-memory-send-ledger.js';
import type { Settlement } from './ledger.js';
import { AfterFailure, SettleRows } from './settle.js';
import type { Failure } from './settle.js';

const NOW = new Date('2027-03-15T10:31:00Z');
const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T10:30:00Z'), until: 1000 };
const PHONE = '+447700900001';

class Nobody extends Contacts {
  override async ensure(): Promise<ReadonlyMap<string, Contact>> {
    return new Map();
  }
  override async findByPhone(): Promise<readonly Contact[]> {
    return [];
  }
  override async findByChoicesToken(): Promise<undefined> {
    return undefined;
  }
}

class Marks extends ContactHealth {
  readonly bad: string[] = [];
  override async markBad({ clientRef, channel }: Parameters<ContactHealth['markBad']>[0]): Promise<void> {
    this.bad.push(`${clientRef} ${channel}`);
  }
}

const beingSent = (id: string, clientRef: string): Reminder =>
  aReminder({ id, clientRef, state: 'sending', claim: CLAIM, version: 0 });

const aWorld = async (rows: readonly Reminder[]) => {
  const clock = new FixedClock(NOW);
  const transactions = new InMemoryTransactions({ clock });
  const stored = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(stored);
  const store = new InMemoryConsentStore(transactions);
  const contacts = new Nobody();
  const health = new Marks();
  const afterFailure = new AfterFailure(
    ledger,
    health,
    new RecordedConsents(store, transactions, contacts, clock),
    contacts,
  );
  const settle = new SettleRows(transactions, ledger, afterFailure, {} as never, clock);
  await transactions.run(async ({ writes }) => {
    for (const row of rows) ledger.put(row, writes);
  });
  return {
    bad: health.bad,
    settle: (settlements: readonly Settlement[], failures: readonly Failure[]) =>
      settle.execute(CLAIM.id, settlements, new Map(failures.map((failure) => [failure.row.id, failure]))),
    states: () => stored.all().flatMap(({ id, state, cause }) => (cause === 'OTHER_CHANNEL' ? [] : [`${id} ${state}`])),
    stop: async () => (await store.findStop({ clinicId: 'clinic-1', phone: PHONE })).entry,
  };
};

const refused = (row: Reminder, reason: 'STOPPED' | 'CONTACT_BAD') => ({
  settlement: { row, to: 'failed', channel: 'sms', reason } as const,
  failure: { row, channel: 'sms', reason, at: NOW, allowed: inLondon, to: PHONE } as const,
});

describe('what follows from several failures of one slot', () => {
  it('closes a stopped phone that several people share once, and the other results of the slot are written', async () => {
    const [mother, child, other] = [beingSent('a', 'mother'), beingSent('b', 'child'), beingSent('c', 'other')];
    const world = await aWorld([mother, child, other]);
    const failed = [mother, child].map((row) => refused(row, 'STOPPED'));
    const settlements = [
      ...failed.map(({ settlement }) => settlement),
      { row: other, to: 'sent', channel: 'sms' } as const,
    ];
    await world.settle(
      settlements,
      failed.map(({ failure }) => failure),
    );
    expect(world.states()).toEqual(['a failed', 'b failed', 'c sent']);
    expect(await world.stop()).toMatchObject({ stopped: true, history: [{ stopped: true }] });
  });

  it('calls an address bad once for each person and way', async () => {
    const rows = [beingSent('a', 'ada'), beingSent('b', 'ada'), beingSent('c', 'bob')];
    const world = await aWorld(rows);
    const failed = rows.map((row) => refused(row, 'CONTACT_BAD'));
    await world.settle(
      failed.map(({ settlement }) => settlement),
      failed.map(({ failure }) => failure),
    );
    expect(world.bad).toEqual(['ada sms', 'bob sms']);
  });
});
