import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import type { DeliveryStatus } from '../../../delivery/application/ports.js';
import { joined } from '../../domain/merge.js';
import { aReminder, anInvitation, inLondon } from '../../testing/a-reminder.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger } from '../../testing/in-memory-send-ledger.js';
import type { PlanningContext } from '../planning/planning-context.js';
import { settlementOfForm } from './form-along.js';
import { attemptIdOf } from './ledger.js';
import { RecordDelivery } from './record-delivery.js';
import { AfterFailure, SettleRows } from './settle.js';

const NOW = new Date('2027-03-15T10:31:00Z');
const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T10:30:00Z'), until: 1000 };

const underWay = joined(
  aReminder({ id: 'visit', state: 'sending', claim: CLAIM, version: 0 }),
  anInvitation({ id: 'form', state: 'sending', claim: CLAIM, version: 0 }),
  { claim: CLAIM, channel: 'sms' },
);

/** A visit's reminder that takes a form along, right after its call. */
const aCall = async () => {
  const clock = new FixedClock(NOW);
  const transactions = new InMemoryTransactions({ clock });
  const rows = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(rows);
  const afterFailure = new AfterFailure(ledger, {} as never, {} as never, {} as never);
  const context = { allowedOf: async () => new Map([['clinic-1/client-1', inLondon]]) } as unknown as PlanningContext;
  const record = new RecordDelivery(transactions, ledger, afterFailure, context, clock);
  const settle = new SettleRows(transactions, ledger, afterFailure, {} as never, clock);
  await transactions.run(async ({ writes }) => {
    ledger.put(underWay.carrier, writes);
    ledger.put(underWay.form, writes);
  });
  const carrier = { row: { ...underWay.carrier, version: 1 }, to: 'sent', channel: 'sms' } as const;
  const form = settlementOfForm({ ...underWay.form, version: 1 }, carrier, CLAIM.at);
  return {
    hear: (status: DeliveryStatus) =>
      record.execute({ attemptId: attemptIdOf(carrier.row, CLAIM.id), providerId: 'SM1', status, channel: 'sms' }),
    answer: () => settle.execute(CLAIM.id, [carrier, form]),
    states: () => ['visit', 'form'].map((id) => rows.one({ clinicId: 'clinic-1', id })?.state),
  };
};

describe('a form whose message failed', () => {
  it('is owed for itself when the report comes after our answer', async () => {
    const { hear, answer, states } = await aCall();
    expect(await answer()).toEqual([]);
    expect(states()).toEqual(['sent', 'skipped']);
    await hear('undelivered');
    expect(states()).toEqual(['failed', 'planned']);
  });

  it('is owed for itself when the report is quicker than our answer', async () => {
    const { hear, answer, states } = await aCall();
    await hear('undelivered');
    expect(await answer()).toEqual(['visit', 'form']);
    expect(states()).toEqual(['failed', 'planned']);
  });

  it('has gone when the report that is quicker says that the message arrived', async () => {
    const { hear, answer, states } = await aCall();
    await hear('delivered');
    expect(await answer()).toEqual(['visit']);
    expect(states()).toEqual(['delivered', 'skipped']);
  });
});
