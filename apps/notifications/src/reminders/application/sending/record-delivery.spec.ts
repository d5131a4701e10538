import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import fc from 'fast-check';
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
const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T10:30:00Z'), until: 1000 };

const aLedger = async (row: Reminder) => {
  const clock = new FixedClock(NOW);
  const transactions = new InMemoryTransactions({ clock });
  const rows = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(rows);
  const afterFailure = new AfterFailure(ledger, {} as never, {} as never, {} as never);
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
