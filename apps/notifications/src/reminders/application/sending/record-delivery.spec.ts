import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import fc from 'fast-check';
import type { Consents, NumberWord } from '../../../consents/application/ports.js';
import { ContactHealth } from '../../../contacts/application/contact-health.js';
import type { Contacts } from '../../../contacts/application/ports.js';
import type { DeliveryReport } from '../../../delivery/application/ports.js';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder, inLondon } from '../../testing/a-reminder.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger } from '../../testing/in-memory-send-ledger.js';
import type { PlanningContext } from '../planning/planning-context.js';
import { attemptIdOf } from './ledger.js';
import { RecordDelivery } from './record-delivery.js';
import { AfterFailure } from './settle.js';

const NOW = new Date('2027-03-15T10:31:00Z');
const NEW_NUMBER = '+447700900002';
const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T10:30:00Z'), until: 1000 };

class Marks extends ContactHealth {
  readonly marked: object[] = [];
  override async markBad({ channel, address }: Parameters<ContactHealth['markBad']>[0]): Promise<void> {
    this.marked.push({ channel, address });
  }
}

const aLedger = async (row: Reminder) => {
  const clock = new FixedClock(NOW);
  const transactions = new InMemoryTransactions({ clock });
  const rows = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(rows);
  const health = new Marks();
  const stopped: string[] = [];
  const consents = { withdrawAllSmsWithin: async ({ phone }: NumberWord) => stopped.push(phone) > 0 };
  const contacts = { ensure: async () => new Map([['clinic-1/client-1', { phone: NEW_NUMBER }]]) };
  const afterFailure = new AfterFailure(
    ledger,
    health,
    consents as unknown as Consents,
    contacts as unknown as Contacts,
  );
  const context = { allowedOf: async () => new Map([['clinic-1/client-1', inLondon]]) } as unknown as PlanningContext;
  const record = new RecordDelivery(transactions, ledger, afterFailure, context, clock);
  await transactions.run(async ({ writes }) => ledger.put(row, writes));
  return {
    hear: (...reports: readonly Partial<DeliveryReport>[]) =>
      reports.reduce<Promise<void>>(async (before, report) => {
        await before;
        await record.execute({
          attemptId: attemptIdOf(row, CLAIM.id),
          channel: 'sms',
          providerId: 'SM1',
          status: 'sent',
          ...report,
        });
      }, Promise.resolve()),
    marked: health.marked,
    stopped,
    row: () => rows.one(row),
    all: () => rows.all(),
    said: () => transactions.said.map(({ type }) => type.split('.').slice(-3).join('.')),
  };
};
const beingSent = aReminder({ state: 'sending', claim: CLAIM, channel: 'sms', version: 0 });

describe('the report of a provider', () => {
  it('about what nobody knows changes nothing and fails nowhere', async () => {
    const { hear, row, said } = await aLedger(beingSent);
    const before = row();
    const unknown = [
      '',
      '~',
      'clinic-1',
      'clinic-1~other~claim-1',
      'oak~reminder-1~claim-1',
      'a~b~c~d',
      '\u0000',
      '{"$ne":1}',
    ];
    await hear(...unknown.map((attemptId) => ({ attemptId, status: 'delivered' as const })));
    expect(row()).toEqual(before);
    expect(said()).toEqual([]);
  });

  it('before our own reply proves that the message went out, and says so once', async () => {
    const { hear, row, said } = await aLedger(beingSent);
    await hear({ status: 'delivered' }, { status: 'delivered' }, { status: 'sent' });
    expect(row()).toMatchObject({ state: 'delivered', sentAt: CLAIM.at });
    expect(said().map((type) => type.replace(/\.v1$/u, ''))).toHaveLength(2);
  });

  it('that it failed, told again and again, owes one message on the other way', async () => {
    const { hear, all, said } = await aLedger(beingSent);
    await hear(...Array.from({ length: 5 }, () => ({ status: 'undelivered' as const, errorCode: '30003' })));
    expect(all().filter(({ cause }) => cause === 'OTHER_CHANNEL')).toHaveLength(1);
    expect(said()).toHaveLength(2);
  });

  it.each(['unknown', 'failed'] as const)(
    'names the way that the message went, where the lost claim was taken for an email (%s)',
    async (state) => {
      const { hear, row } = await aLedger({ ...beingSent, state, channel: 'email', reason: 'NOT_PROVEN' });
      await hear({ status: 'delivered' });
      expect(row()).toMatchObject({ state: 'delivered', channel: 'sms' });
    },
  );

  it('leaves the same state and the same words, in whatever order and number reports come', async () => {
    const statuses = fc.constantFrom('queued' as const, 'sent' as const, 'delivered' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(statuses, { minLength: 1, maxLength: 6 }), async (order) => {
        const [told, sorted] = [await aLedger(beingSent), await aLedger(beingSent)];
        await told.hear(...order.map((status) => ({ status })));
        await sorted.hear(
          ...[...new Set(order)]
            .sort()
            .toReversed()
            .map((status) => ({ status })),
        );
        expect(told.row()?.state).toBe(sorted.row()?.state);
        expect(told.said().length).toBe(new Set(told.said()).size);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the blame of a report', () => {
  const OLD_NUMBER = '+447700900001';
  const sent = aReminder({ state: 'sent', channel: 'sms', sentAt: CLAIM.at, version: 0 });
  const gone = { status: 'undelivered', errorCode: '30005', blame: 'CONTACT_BAD' } as const;
  const stop = { status: 'undelivered', errorCode: '21610', blame: 'STOPPED' } as const;

  it('is for the number that the text went to, whatever number the client has now', async () => {
    const { hear, marked } = await aLedger(sent);
    await hear({ ...gone, to: OLD_NUMBER });
    expect(marked).toEqual([{ channel: 'sms', address: OLD_NUMBER }]);
  });

  it('closes the number that said STOP, not the one that took its place', async () => {
    const { hear, stopped } = await aLedger(sent);
    await hear({ ...stop, to: OLD_NUMBER });
    expect(stopped).toEqual([OLD_NUMBER]);
  });

  it('is for the number of now where the report does not say which one it is about', async () => {
    const { hear, stopped } = await aLedger(sent);
    await hear(stop);
    expect(stopped).toEqual([NEW_NUMBER]);
  });
});
