import { aReminder, inLondon } from '../testing/a-reminder.js';
import { onOtherChannel } from './after-failure.js';
import { changeHolds } from './holds.js';
import { afterEmptyLook, notProven } from './look-up.js';
import { inZone } from './moved-zone.js';

const now = new Date('2027-03-15T10:31:00Z');
const inDoubt = aReminder({
  state: 'unknown',
  claim: { id: 'claim-1', at: new Date('2027-03-15T10:30:00Z'), until: 0 },
  looks: 0,
});

describe('a row in doubt', () => {
  it('is looked up after 1, 5 and 15 minutes and planned again only after three empty answers', () => {
    const one = afterEmptyLook(inDoubt, now);
    expect(one).toMatchObject({ state: 'unknown', lookAt: new Date('2027-03-15T10:35:00Z') });
    const two = afterEmptyLook(one, new Date('2027-03-15T10:35:00Z'));
    expect(two).toMatchObject({ state: 'unknown', lookAt: new Date('2027-03-15T10:45:00Z') });
    const three = afterEmptyLook(two, new Date('2027-03-15T10:45:00Z'));
    expect(three).toMatchObject({ state: 'planned', reason: 'LOOKING_UP' });
    expect(three).not.toHaveProperty('claim');
  });

  it('that is owed again does not keep the way of the try that came to nothing', () => {
    const third = afterEmptyLook({ ...inDoubt, channel: 'sms', looks: 2 }, new Date('2027-03-15T10:45:00Z'));
    expect(third.state).toBe('planned');
    expect(third).not.toHaveProperty('channel');
  });

  it('that is of no use any more is skipped instead', () => {
    expect(afterEmptyLook({ ...inDoubt, looks: 2 }, inDoubt.notAfter)).toMatchObject({
      state: 'skipped',
      reason: 'TOO_LATE',
    });
  });

  it('by email closes as not proven', () => {
    expect(notProven(inDoubt, now)).toMatchObject({ state: 'failed', reason: 'NOT_PROVEN', channel: 'email' });
  });
});

describe('the other channel', () => {
  const failed = aReminder({ state: 'failed', channel: 'sms' });
  it('carries an appointment message once', () => {
    const other = onOtherChannel(failed, { allowed: inLondon, at: now });
    expect(other).toMatchObject({
      cause: 'OTHER_CHANNEL',
      channels: ['email'],
      occurrence: 'booking-1:0',
      dueAt: now,
    });
    expect(onOtherChannel({ ...failed, ...other, channel: 'email' }, { allowed: inLondon, at: now })).toBeUndefined();
  });

  it('carries nothing that would be too late, and no routine note', () => {
    expect(onOtherChannel(failed, { allowed: inLondon, at: new Date('2027-03-16T09:10:00Z') })).toBeUndefined();
    expect(onOtherChannel({ ...failed, family: 'survey' }, { allowed: inLondon, at: now })).toBeUndefined();
  });
});

describe('a flag', () => {
  const raise = { what: 'raised', clientRef: 'client-1', flagId: 'flag-1', at: now } as const;
  const clear = { ...raise, what: 'cleared' } as const;

  it('holds until the last one is cleared, and a late one opens nothing again', () => {
    const both = changeHolds(changeHolds(undefined, raise, inLondon), { ...raise, flagId: 'flag-2' }, inLondon);
    expect(both.plan.open).toEqual(['flag-1', 'flag-2']);
    const one = changeHolds(both, clear, inLondon);
    expect(one.plan.open).toEqual(['flag-2']);
    expect(changeHolds(one, raise, inLondon)).toBe(one);
  });

  it('lets its rows go when it is cleared', () => {
    const held = aReminder({ family: 'survey', state: 'held', reason: 'SAFETY_HOLD' });
    const state = { ...changeHolds(undefined, raise, inLondon), rows: [held] };
    expect(changeHolds(state, clear, inLondon).rows[0]).toMatchObject({
      state: 'planned',
      dueAt: now,
      reason: 'SAFETY_HOLD',
    });
  });
});

describe('a client who moves to another zone', () => {
  const sydney = { ...inLondon, zone: 'Australia/Sydney' };
  const nudge = aReminder({
    family: 'follow-up',
    timing: { rule: 'local', on: '2027-03-22', time: '10:00' },
    dueAt: new Date('2027-03-22T10:00:00Z'),
  });

  it('gets wall-clock notes at the same time of day there', () => {
    const [moved] = inZone([nudge], sydney, now);
    expect(moved).toMatchObject({
      zone: 'Australia/Sydney',
      dueAt: new Date('2027-03-21T23:00:00Z'),
      reason: 'ZONE_CHANGED',
    });
  });

  it('keeps what is not due by the clock on the wall, and what a cap has moved', () => {
    const capped = { ...nudge, reason: 'CAP' };
    expect(inZone([capped], sydney, now)[0]).toMatchObject({
      zone: 'Australia/Sydney',
      dueAt: nudge.dueAt,
      reason: 'CAP',
    });
    const rows = [nudge];
    expect(inZone(rows, inLondon, now)).toBe(rows);
  });
});
