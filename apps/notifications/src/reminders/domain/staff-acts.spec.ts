import { isBraked } from './brake.js';
import { aReminder, anInvitation, inLondon } from '../testing/a-reminder.js';
import { joinRows } from './join-rows.js';
import type { Reminder, State } from './reminder.js';
import {
  cancelByStaff,
  CarriedOnError,
  HoldNotOursError,
  holdByStaff,
  isLeftToStaff,
  MayHaveArrivedError,
  releaseByStaff,
  ReminderStateError,
  ReminderTooLateError,
  retryByStaff,
} from './staff-acts.js';
import type { StaffWord } from './staff-acts.js';

const word: StaffWord = { by: 'account-ana', ground: 'told-by-phone', at: new Date('2027-03-14T09:00:00Z') };
const ALL: readonly State[] = [
  'planned',
  'sending',
  'sent',
  'delivered',
  'failed',
  'held',
  'skipped',
  'withdrawn',
  'rehearsed',
  'unknown',
];
const states = (act: (row: Reminder) => Reminder, changes: Partial<Reminder> = {}): readonly State[] =>
  ALL.filter((state) => {
    try {
      act(aReminder({ channel: 'sms', reason: 'STAFF_HELD', ...changes, state }));
      return true;
    } catch (error) {
      if (error instanceof ReminderStateError) return false;
      throw error;
    }
  });

describe('staff', () => {
  it('step in only where nothing is under way or unknown', () => {
    expect(states((row) => cancelByStaff(row, word))).toEqual(['planned', 'held']);
    expect(states((row) => holdByStaff(row, word))).toEqual(['planned']);
    expect(states((row) => releaseByStaff(row, word, inLondon))).toEqual(['held']);
    expect(states((row) => retryByStaff(row, word, { allowed: inLondon }))).toEqual(['failed']);
  });

  it('leave their account, their ground and the time in the history', () => {
    const cancelled = cancelByStaff(aReminder(), word);
    expect(cancelled).toMatchObject({ state: 'withdrawn', reason: 'STAFF_CANCELLED' });
    expect(cancelled.history.at(-1)).toEqual({
      at: word.at,
      to: 'withdrawn',
      reason: 'STAFF_CANCELLED',
      by: 'account-ana',
      note: 'told-by-phone',
    });
  });

  it('hold a message until it is of no use, and let it go at its own time', () => {
    const held = holdByStaff(aReminder(), word);
    expect(held).toMatchObject({ state: 'held', reason: 'STAFF_HELD', dueAt: aReminder().notAfter });
    const released = releaseByStaff(held, word, inLondon);
    expect(released).toMatchObject({ state: 'planned', reason: 'STAFF_RELEASED', dueAt: aReminder().dueAt });
    const late = { ...word, at: new Date('2027-03-15T18:00:00Z') };
    expect(releaseByStaff(held, late, inLondon).dueAt).toEqual(late.at);
    const tooLate = { ...word, at: aReminder().notAfter };
    expect(() => releaseByStaff(held, tooLate, inLondon)).toThrow(ReminderTooLateError);
  });

  it('let go what the brake held, and it loses nothing by having waited', () => {
    const braked = aReminder({ state: 'held', reason: 'TOO_MANY', dueAt: aReminder().notAfter });
    const released = releaseByStaff(braked, word, inLondon);
    expect(released).toMatchObject({ state: 'planned', reason: 'STAFF_RELEASED', dueAt: aReminder().dueAt });
    expect(released.history.at(-1)).toMatchObject({ by: 'account-ana' });
    expect(isBraked(released, 2000)).toBe(false);
  });

  it.each(['SAFETY_HOLD', 'OWNER_SILENT'])('cannot lift a hold because of %s', (reason) => {
    expect(() => releaseByStaff(aReminder({ state: 'held', reason }), word, inLondon)).toThrow(HoldNotOursError);
  });

  it('keep their word against a plan that comes later', () => {
    const draft = { ...anInvitation(), timing: { rule: 'at', at: new Date('2027-03-17T10:30:00Z') } as const };
    const [own] = joinRows([], [draft], { allowed: inLondon, at: word.at });
    if (own === undefined) throw new Error('no row was planned');
    for (const left of [cancelByStaff(own, word), holdByStaff(own, word)]) {
      const later = { ...draft, timing: { rule: 'at', at: new Date('2027-03-18T10:30:00Z') } as const };
      expect(joinRows([left], [later], { allowed: inLondon, at: word.at })).toEqual([left]);
      expect(isLeftToStaff(left)).toBe(true);
    }
  });

  it('are waited for by what the brake holds, whatever plan comes later', () => {
    const draft = { ...anInvitation(), timing: { rule: 'at', at: new Date('2027-03-17T10:30:00Z') } as const };
    const [own] = joinRows([], [draft], { allowed: inLondon, at: word.at });
    if (own === undefined) throw new Error('no row was planned');
    const braked = { ...own, state: 'held', reason: 'TOO_MANY' } as const;
    const later = { ...draft, timing: { rule: 'at', at: new Date('2027-03-18T10:30:00Z') } as const };
    expect(joinRows([braked], [later], { allowed: inLondon, at: word.at })).toEqual([braked]);
  });
});

describe('a failed message that staff send once more', () => {
  const failed = aReminder({ state: 'failed', channel: 'sms', reason: 'UNDELIVERED' });

  it('is a row of its own, the same however often it is asked for, on the other channel first', () => {
    const again = retryByStaff(failed, word, { allowed: inLondon });
    expect(again).toMatchObject({
      state: 'planned',
      cause: 'STAFF_RETRIED',
      channels: ['email', 'sms'],
      occurrence: failed.occurrence,
      version: 0,
    });
    expect(again.id).not.toBe(failed.id);
    expect(retryByStaff(failed, { ...word, by: 'account-ben' }, { allowed: inLondon }).id).toBe(again.id);
    expect(again.history[0]).toMatchObject({ to: 'planned', by: 'account-ana', note: 'told-by-phone' });
    for (const field of ['channel', 'reason', 'sentAt', 'claim', 'heardBy']) expect(again).not.toHaveProperty(field);
  });

  it('takes the way that staff name', () => {
    expect(retryByStaff(failed, word, { allowed: inLondon, channel: 'sms' }).channels).toEqual(['sms']);
  });

  it('is never tried again on a way on which it may have arrived', () => {
    const doubtful = aReminder({ state: 'failed', channel: 'email', reason: 'NOT_PROVEN' });
    expect(retryByStaff(doubtful, word, { allowed: inLondon }).channels).toEqual(['sms']);
    expect(() => retryByStaff(doubtful, word, { allowed: inLondon, channel: 'email' })).toThrow(MayHaveArrivedError);
  });

  it.each(ALL)('is refused while the other way carries it, but not once that one is over: %s', (state) => {
    const retry = () => retryByStaff(failed, word, { allowed: inLondon, carriedBy: aReminder({ state }) });
    if (['failed', 'skipped', 'withdrawn'].includes(state)) expect(retry().state).toBe('planned');
    else expect(retry).toThrow(CarriedOnError);
  });

  it('is refused when it is of no use any more', () => {
    const late = { ...word, at: failed.notAfter };
    expect(() => retryByStaff(failed, late, { allowed: inLondon })).toThrow(ReminderTooLateError);
  });
});
