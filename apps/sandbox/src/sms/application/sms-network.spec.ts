import { ActivityTracker } from '@aftercare/platform';
import { FixedClock } from '@aftercare/kernel';
import { SmsNetwork } from './sms-network.js';

const NOW = new Date('2027-05-10T09:00:00Z');
const text = { to: '+447700900101', from: '+447700900901', body: 'hello', statusCallback: null, validitySeconds: null };

describe('the telephone network', () => {
  it('has taken a slow text at once; only its answer waits', () => {
    const network = new SmsNetwork(new FixedClock(NOW), new ActivityTracker());
    network.plan({ fault: 'slow', times: 1 });
    const acceptance = network.accept(text);
    expect(acceptance).toMatchObject({ outcome: 'accepted', line: 'slow', message: { createdAt: NOW } });
    expect(network.all()).toHaveLength(1);
  });

  it('lets a text travel by product time: queued, sent, delivered, and then no further', () => {
    const clock = new FixedClock(NOW);
    const network = new SmsNetwork(clock, new ActivityTracker());
    network.accept(text);
    const sid = network.all()[0]?.sid ?? '';
    clock.set(new Date('2027-05-10T09:00:30Z'));
    expect(network.find(sid)).toMatchObject({ status: 'queued', sentAt: null });
    expect(network.advance(sid)).toMatchObject({ status: 'sent', sentAt: clock.now() });
    expect(network.advance(sid)).toMatchObject({ status: 'delivered' });
    expect(network.advance(sid)).toBeUndefined();
    expect(network.advance('SMunknown')).toBeUndefined();
  });

  it('blocks a pair of numbers, not a person', () => {
    const network = new SmsNetwork(new FixedClock(NOW), new ActivityTracker());
    network.block(text.from, text.to);
    expect(network.accept(text)).toMatchObject({ outcome: 'refused', error: { code: 21610 } });
    expect(network.accept({ ...text, from: '+447700900902' }).outcome).toBe('accepted');
    network.unblock(text.from, text.to);
    expect(network.accept(text).outcome).toBe('accepted');
  });

  it('refuses numbers that nobody has, without using up a planned fault', () => {
    const network = new SmsNetwork(new FixedClock(NOW), new ActivityTracker());
    network.setHandset('+447700900109', 'invalid');
    network.plan({ fault: 'server-error', times: 1 });
    expect(network.accept({ ...text, to: '+447700900109' })).toMatchObject({ error: { code: 21211 } });
    expect(network.accept(text)).toMatchObject({ error: { status: 500 } });
    expect(network.all()).toEqual([]);
  });
});
