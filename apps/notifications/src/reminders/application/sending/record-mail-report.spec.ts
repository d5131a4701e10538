import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import type { MailReport } from '../../../delivery/application/ports.js';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder } from '../../testing/a-reminder.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger } from '../../testing/in-memory-send-ledger.js';
import { attemptIdOf } from './ledger.js';
import type { Attempt } from './ledger.js';
import type { RecordDelivery } from './record-delivery.js';
import { RecordMailReport } from './record-mail-report.js';
import type { MailPeople } from './record-mail-report.js';

const NOW = new Date('2027-03-15T10:31:00Z');
const ID = 'reminder-of-a-visit';

const aMail = async (more: Partial<Reminder> = {}, attempt?: Partial<Attempt>) => {
  const clock = new FixedClock(NOW);
  const transactions = new InMemoryTransactions({ clock });
  const rows = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(rows);
  const row = aReminder({ id: ID, state: 'sent', channel: 'email', version: 0, ...more });
  const { clinicId } = row;
  const call = { id: attemptIdOf(row, 'claim-1'), clinicId, reminderId: ID, channel: 'email', at: NOW } as const;
  await transactions.run(async ({ within, writes }) => {
    ledger.put(row, writes);
    if (attempt !== undefined) rows.insertAttempt({ ...call, outcome: 'accepted', ...attempt }, within);
  });
  const complained: string[] = [];
  const told: string[] = [];
  const people = { complained: async ({ id }: Reminder) => void complained.push(id) } as unknown as MailPeople;
  const record = { execute: async ({ attemptId }: { attemptId: string }) => void told.push(attemptId) };
  const reports = new RecordMailReport(ledger, record as unknown as RecordDelivery, people, transactions, clock);
  return {
    hear: (says: MailReport['says']) => reports.execute({ says, messageId: `<${ID}@elm.example>` }),
    complained,
    told,
    notes: () => rows.one(row)?.history.flatMap(({ note }) => note ?? []),
  };
};

describe('a complaint about a mail', () => {
  it('is a wish of the client who got it', async () => {
    const { hear, complained, notes } = await aMail({}, {});
    expect(await hear('complained')).toBe('complained');
    expect(complained).toEqual([ID]);
    expect(notes()).toEqual(['called unwanted by who got it']);
  });

  it("is no wish of the client's where staff got it", async () => {
    const { hear, complained, notes } = await aMail({}, { to: 'staff' });
    expect(await hear('complained')).toBe('complained');
    expect(complained).toEqual([]);
    expect(notes()).toEqual(['called unwanted by who got it']);
  });

  it('is heard also where the process died before it wrote that the mail went', async () => {
    const claimed = { history: [{ at: NOW, to: 'sending' }] } as const;
    const lost = await aMail(claimed);
    expect(await lost.hear('complained')).toBe('complained');
    expect(lost.complained).toEqual([ID]);
    expect(await lost.hear('failed')).toBe('unknown');
    const text = await aMail(claimed, { channel: 'sms' });
    expect(await text.hear('complained')).toBe('unknown');
  });

  it('about a row that only texts went out of is about nothing of ours', async () => {
    const { hear, complained } = await aMail({}, { channel: 'sms' });
    expect(await hear('complained')).toBe('unknown');
    expect(complained).toEqual([]);
  });
});
