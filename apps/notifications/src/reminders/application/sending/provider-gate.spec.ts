import { FixedClock } from '@aftercare/kernel';
import { aClinic } from '../../../clinics/testing/a-clinic.js';
import { aReminder } from '../../testing/a-reminder.js';
import { InMemoryAllowanceBook } from '../../testing/in-memory-allowance-book.js';
import { VirtualMachine } from '../../testing/virtual-machine.js';
import type { Delivered } from './deliver.js';
import { ProviderGate } from './provider-gate.js';
import type { SenderAllowances } from './sender-allowances.js';
import { readSenders } from './sender-allowances.js';
import { SendSettings } from './send-settings.js';

const rules = aClinic({ zone: 'Europe/London', quietHours: { from: '09:00', to: '20:00' } });
const settings = { publicUrl: '', mailHost: 'x', smsAtOnce: 2, emailsAtOnce: 1 };
const gateOf = (allowances?: SenderAllowances, clock = new FixedClock(new Date('2027-03-15T10:30:00Z'))) => {
  const [machine, book] = [new VirtualMachine(), new InMemoryAllowanceBook()];
  const given = new SendSettings({ ...settings, ...(allowances === undefined ? {} : { allowances }) });
  return { machine, clock, gate: new ProviderGate(book, clock, machine, given) };
};
const call = (id: string, clinicId = 'clinic-1') => {
  const row = aReminder({ id, clinicId });
  return { row, channel: 'sms' as const, rules };
};
const sent = (id: string): Delivered => ({ settlement: { row: aReminder({ id }), to: 'sent' } });
const limits = (sms: SenderAllowances['sms']): SenderAllowances => ({ sms, email: {}, senders: new Map() });

describe('the gate to the providers', () => {
  it('lets clinics take turns where more want to call than may at once', async () => {
    const { gate } = gateOf();
    const order: string[] = [];
    const calls = [...Array(6).keys()].map((index) => call(`big-${index}`, 'big')).concat(call('small-0', 'small'));
    await Promise.all(
      calls.map((one) =>
        gate.through(one, async () => {
          order.push(one.row.id);
          await Promise.resolve();
          return sent(one.row.id);
        }),
      ),
    );
    expect(order.indexOf('small-0')).toBeLessThan(order.indexOf('big-4'));
    expect(gate.pending).toBe(0);
  });

  it("sends no more on a day than the sender's allowance, and tells the rest why and from when on", async () => {
    const { gate, clock } = gateOf(limits({ perDay: 2 }));
    const make = async (begin: () => boolean) => {
      expect(begin()).toBe(true);
      return sent('x');
    };
    const days = await Promise.all(['a', 'b', 'c'].map((id) => gate.through(call(id), make)));
    expect(days.map(({ settlement }) => [settlement.to, settlement.reason, settlement.dueAt])).toEqual([
      ['sent', undefined, undefined],
      ['sent', undefined, undefined],
      ['planned', 'ALLOWANCE', new Date('2027-03-16T09:00:00Z')],
    ]);
    clock.set(new Date('2027-03-16T09:00:00Z'));
    expect((await gate.through(call('c'), make)).settlement.to).toBe('sent');
  });

  it('does not count a call that was not made', async () => {
    const { gate } = gateOf(limits({ perDay: 1 }));
    await gate.through(call('a'), async () => sent('late'));
    expect((await gate.through(call('b'), async (begin) => (begin() ? sent('b') : sent('no')))).settlement.to).toBe(
      'sent',
    );
  });

  it('holds calls back until the second has room for them', async () => {
    const { gate, machine } = gateOf(limits({ perSecond: 1 }));
    const at: number[] = [];
    const startMs = machine.nowMs();
    const make = async (begin: () => boolean) => {
      begin();
      at.push(machine.nowMs() - startMs);
      return sent('x');
    };
    const done = Promise.all(['a', 'b', 'c'].map((id) => gate.through(call(id), make)));
    await machine.run(4000);
    await done;
    expect(at).toHaveLength(3);
    expect(Math.min(at[1] ?? 0, (at[2] ?? 0) - (at[1] ?? 0))).toBeGreaterThan(1000);
  });
});

describe('allowances of single senders', () => {
  it('are read from one line, or refused', () => {
    expect(readSenders('+1555=10/2000, hello@elm.example=/500,+2=0/7')).toEqual(
      new Map([
        ['+1555', { perSecond: 10, perDay: 2000 }],
        ['hello@elm.example', { perDay: 500 }],
        ['+2', { perDay: 7 }],
      ]),
    );
    expect(readSenders('')).toEqual(new Map());
    expect(readSenders('+1555')).toBeUndefined();
    expect(readSenders('+1555=a/b')).toBeUndefined();
  });
});
