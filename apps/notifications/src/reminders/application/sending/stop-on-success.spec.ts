import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { onOtherChannel } from '../../domain/after-failure.js';
import { decideSend } from '../../domain/decide-send.js';
import { aReminder, inLondon } from '../../testing/a-reminder.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger } from '../../testing/in-memory-send-ledger.js';
import type { PlanningContext } from '../planning/planning-context.js';
import { attemptIdOf, waiting } from './ledger.js';
import { RecordDelivery } from './record-delivery.js';
import { AfterFailure, SettleRows } from './settle.js';

const NOW = new Date('2027-03-15T12:31:00Z');
const SOON = new Date('2027-03-15T12:32:00Z');
const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T12:30:00Z'), until: 1000 };
const clock = new FixedClock(NOW);

const aWorld = () => {
  const transactions = new InMemoryTransactions({ clock });
  const rows = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(rows);
  const afterFailure = new AfterFailure(ledger, {} as never, {} as never, {} as never);
  const context = { allowedOf: async () => new Map([['clinic-1/client-1', inLondon]]) } as unknown as PlanningContext;
  return {
    ...{ transactions, rows, ledger },
    record: new RecordDelivery(transactions, ledger, afterFailure, context, clock),
    settle: new SettleRows(transactions, ledger, afterFailure, {} as never, clock),
  };
};

describe('the other way of a message', () => {
  it('is not gone when the first one arrives while that call is under way and comes to nothing', async () => {
    const { transactions, rows, ledger, record, settle } = aWorld();
    const first = aReminder({ state: 'sent', channel: 'sms', sentAt: new Date('2027-03-15T10:30:00Z'), version: 0 });
    const owed = onOtherChannel(first, { allowed: inLondon, at: CLAIM.at });
    if (owed === undefined) throw new Error('nothing follows');
    await transactions.run(async ({ writes }) => {
      ledger.put(first, writes);
      ledger.put({ ...owed, state: 'sending', claim: CLAIM }, writes);
    });
    const report = { providerId: 'SM1', status: 'delivered', channel: 'sms' } as const;
    await record.execute({ ...report, attemptId: attemptIdOf(first, 'claim-0') });
    // The mail server says 4xx: certainly not taken, and tried again in a minute.
    await settle.execute(CLAIM.id, [waiting(owed, 'PROVIDER_DOWN', SOON)]);
    const back = rows.one(owed) ?? first;
    expect(back.state).toBe('planned');
    const reach = { hasPhone: true, hasEmail: true, bad: [], stopped: false, consent: { sms: true, email: true } };
    const booking = { told: 'fact', fact: { active: true, cancelled: false, sequence: 0 } } as const;
    const known = { sendMode: 'live', allowed: inLondon, reach, booking } as const;
    expect(decideSend(back, { ...known, flagged: false, sentAt: [], surveyToday: false }, SOON)).toEqual({
      do: 'withdraw',
      reason: 'ARRIVED',
    });
  });
});
