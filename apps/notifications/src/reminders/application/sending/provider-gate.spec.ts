import { FixedClock } from '@aftercare/kernel';
import { aClinic } from '../../../clinics/testing/a-clinic.js';
import { aReminder } from '../../testing/a-reminder.js';
import { aCircuits } from '../../testing/a-circuits.js';
import { InMemoryOutageLog } from '../../testing/in-memory-outage-log.js';
import { InMemoryAllowanceBook } from '../../testing/in-memory-allowance-book.js';
import { VirtualMachine } from '../../testing/virtual-machine.js';
import type { Delivered } from './deliver.js';
import { ProviderGate } from './provider-gate.js';
import type { KeptBack } from './provider-gate.js';
import type { SenderAllowances } from './sender-allowances.js';
import { readSenders } from './sender-allowances.js';
import { SendSettings } from './send-settings.js';

const rules = aClinic({ zone: 'Europe/London', quietHours: { from: '09:00', to: '20:00' } });
const settings = { publicUrl: '', mailHost: 'x', smsAtOnce: 2, emailsAtOnce: 1 };
const gateOf = (allowances?: SenderAllowances, clock = new FixedClock(new Date('2027-03-15T10:30:00Z'))) => {
  const outages = new InMemoryOutageLog();
  const circuits = aCircuits(outages, clock);
  const [machine, book] = [new VirtualMachine(), new InMemoryAllowanceBook()];
  const given = new SendSettings({ ...settings, ...(allowances === undefined ? {} : { allowances }) });
  return { machine, clock, gate: new ProviderGate(book, clock, machine, given, circuits), circuits, outages };
};
const call = (id: string, clinicId = 'clinic-1') => {
  const row = aReminder({ id, clinicId });
  return { row, channel: 'sms' as const, rules };
};
const sent = (id: string): Delivered => ({ settlement: { row: aReminder({ id }), to: 'sent' } });
const settled = (done: Delivered | KeptBack) => ('settlement' in done ? done.settlement : undefined);
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
    expect(days.map(settled).map((done) => [done?.to, done?.reason, done?.dueAt])).toEqual([
      ['sent', undefined, undefined],
      ['sent', undefined, undefined],
      ['planned', 'ALLOWANCE', new Date('2027-03-16T09:00:00Z')],
    ]);
    clock.set(new Date('2027-03-16T09:00:00Z'));
    expect(settled(await gate.through(call('c'), make))?.to).toBe('sent');
  });

  it('does not count a call that was not made', async () => {
    const { gate } = gateOf(limits({ perDay: 1 }));
    await gate.through(call('a'), async () => sent('late'));
    const second = await gate.through(call('b'), async (begin) => (begin() ? sent('b') : sent('no')));
    expect(settled(second)?.to).toBe('sent');
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

describe('the gate to a provider that takes nothing', () => {
  const fails = async (begin: () => boolean): Promise<Delivered> => {
    begin();
    const attempt = {
      id: 'a',
      clinicId: 'c',
      reminderId: 'r',
      channel: 'sms',
      at: new Date(0),
      outcome: 'retry-later',
    };
    return { settlement: { row: aReminder(), to: 'planned', attempt: { ...attempt, channel: 'sms' } } };
  };
  const answers = async (begin: () => boolean): Promise<Delivered> => {
    begin();
    const attempt = { id: 'a', clinicId: 'c', reminderId: 'r', channel: 'sms' as const, at: new Date(0) };
    return { settlement: { row: aReminder(), to: 'sent', attempt: { ...attempt, outcome: 'accepted' } } };
  };

  it('calls it no more after five failures, tells the clinic once, and goes on with its first answer', async () => {
    const { gate, circuits, clock, outages } = gateOf();
    let calls = 0;
    const counted = (make: typeof fails) => (begin: () => boolean) => {
      calls += 1;
      return make(begin);
    };
    for (let row = 0; row < 20; row += 1) await gate.through(call(`r${row}`), counted(fails));
    expect(calls).toBe(5);
    expect(await gate.through(call('late'), counted(fails))).toEqual({ until: new Date(clock.now().getTime() + 5000) });
    expect(await outages.of('clinic-1')).toEqual([{ clinicId: 'clinic-1', channel: 'sms', since: clock.now() }]);
    expect(circuits.isOpen('email')).toBe(false);
    clock.set(new Date(clock.now().getTime() + 5000));
    expect(settled(await gate.through(call('try'), counted(answers)))?.to).toBe('sent');
    expect(calls).toBe(6);
    expect(await outages.of('clinic-1')).toEqual([]);
    expect(settled(await gate.through(call('next'), counted(answers)))?.to).toBe('sent');
  });

  it('goes on being called where each message has trouble of its own', async () => {
    const { gate, clock } = gateOf();
    let calls = 0;
    const own = async (begin: () => boolean): Promise<Delivered> => {
      calls += 1;
      return { ...(await fails(begin)), isItsOwnTrouble: true };
    };
    for (let row = 0; row < 20; row += 1) await gate.through(call(`r${row}`), own);
    expect(calls).toBe(20);
    for (let row = 0; row < 5; row += 1) await gate.through(call(`r${row}`), fails);
    clock.set(new Date(clock.now().getTime() + 5000));
    // The one that was to find out has found nothing out; the next one does.
    await gate.through(call('own'), own);
    expect(settled(await gate.through(call('try'), answers))?.to).toBe('sent');
  });

  it('lets one call find out whether it is back, not all that wait', async () => {
    const { gate, clock } = gateOf();
    for (let row = 0; row < 5; row += 1) await gate.through(call(`r${row}`), fails);
    clock.set(new Date(clock.now().getTime() + 5000));
    let calls = 0;
    const slow = async (begin: () => boolean) => {
      calls += 1;
      begin();
      await Promise.resolve();
      return fails(() => true);
    };
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => gate.through(call(id), slow)));
    expect(calls).toBe(1);
  });

  it('loses no result when the log of outages is away', async () => {
    const clock = new FixedClock(new Date('2027-03-15T10:30:00Z'));
    const away = Object.assign(new InMemoryOutageLog(), {
      begin: () => Promise.reject(new Error('away')),
      end: () => Promise.reject(new Error('away')),
    });
    const gate = new ProviderGate(
      new InMemoryAllowanceBook(),
      clock,
      new VirtualMachine(),
      new SendSettings(settings),
      aCircuits(away, clock),
    );
    for (let row = 0; row < 7; row += 1) await gate.through(call(`r${row}`), fails);
    clock.set(new Date(clock.now().getTime() + 5000));
    expect(settled(await gate.through(call('try'), answers))?.to).toBe('sent');
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
