import { aReminder, anInvitation, inLondon } from '../testing/a-reminder.js';
import { heardBy, onOtherChannel, otherChannelId, unheard } from './after-failure.js';
import type { Reminder } from './reminder.js';

const sentAt = new Date('2027-03-15T10:30:00Z');
const twoHoursLater = new Date('2027-03-15T12:30:00Z');
const sent = (changes: Partial<Reminder> = {}): Reminder =>
  aReminder({ state: 'sent', channel: 'sms', sentAt, heardBy: twoHoursLater, ...changes });
const context = { allowed: inLondon, at: twoHoursLater };

describe('a sent text that nobody calls delivered', () => {
  it('is waited for two hours', () => {
    expect(heardBy(aReminder(), 'sms', sentAt)).toEqual(twoHoursLater);
  });

  it('is waited for until the same whole minute as its slot, never less than two hours, so that one update writes them all', () => {
    const slot = [1, 400, 59_999].map((ms) => heardBy(aReminder(), 'sms', new Date(sentAt.getTime() + ms)));
    expect(new Set(slot.map((until) => until?.toISOString()))).toEqual(new Set(['2027-03-15T12:31:00.000Z']));
  });

  it.each([
    ['an email: its server tells of failures only', heardBy(aReminder(), 'email', sentAt)],
    ['a form: a reminder to answer follows anyway', heardBy(anInvitation(), 'sms', sentAt)],
    ['what is the other way already', heardBy(aReminder({ cause: 'OTHER_CHANNEL' }), 'sms', sentAt)],
    [
      'a visit so near that nothing would help any more',
      heardBy(aReminder({ notAfter: new Date('2027-03-15T12:59:59Z') }), 'sms', sentAt),
    ],
  ])('is not waited for: %s', (_what, until) => {
    expect(until).toBeUndefined();
  });

  it('stays sent, is waited for no longer, and its history says so', () => {
    const after = unheard(sent(), twoHoursLater);
    expect(after).not.toHaveProperty('heardBy');
    expect(after).toMatchObject({ state: 'sent', sentAt });
    expect(after.history.at(-1)).toEqual({ at: twoHoursLater, to: 'sent', note: 'nobody said that it arrived' });
  });
});

describe('an appointment message that did not arrive', () => {
  it('is owed on the other channel, by a row of its own that says why', () => {
    expect(onOtherChannel(sent(), context)).toMatchObject({
      id: otherChannelId(sent()),
      state: 'planned',
      cause: 'OTHER_CHANNEL',
      channels: ['email'],
      dueAt: twoHoursLater,
      occurrence: 'booking-1:0',
      version: 0,
    });
  });

  it.each([
    ['twice: the ladder has two steps', sent({ cause: 'OTHER_CHANNEL' })],
    ['half an hour before its use is over', sent({ notAfter: new Date('2027-03-15T12:59:59Z') })],
    ['when it was a form', anInvitation({ state: 'failed', channel: 'sms' })],
    ['when it never went out', aReminder()],
  ])('is not owed again %s', (_when, row) => {
    expect(onOtherChannel(row, context)).toBeUndefined();
  });

  it('waits for the morning where the other channel keeps hours too', () => {
    const night = { allowed: inLondon, at: new Date('2027-03-15T23:30:00Z') };
    expect(onOtherChannel(sent(), night)?.dueAt.toISOString()).toBe('2027-03-16T09:00:00.000Z');
  });
});
