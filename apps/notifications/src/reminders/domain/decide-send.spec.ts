import { aNudge, anInvitation, aReminder, inLondon } from '../testing/a-reminder.js';
import { decideSend } from './decide-send.js';
import type { SendFacts } from './decide-send.js';
import type { Reminder } from './reminder.js';
import { SHIPPED_RULES } from './rules.js';

const now = new Date('2027-03-15T10:30:00Z');
const reach = { hasPhone: true, hasEmail: true, bad: [], stopped: false, consent: { sms: true, email: true } } as const;
const facts = (changes: Partial<SendFacts> = {}): SendFacts => ({
  sendMode: 'live',
  allowed: inLondon,
  reach,
  flagged: false,
  sentAt: [],
  surveyToday: false,
  ...changes,
});
const active = { told: 'fact', fact: { active: true, cancelled: false, sequence: 0 } } as const;
const open = { told: 'fact', fact: { state: 'planned', generation: 2 } } as const;
const none = { told: 'fact', fact: false } as const;

const decided = (row: Reminder, changes: Partial<SendFacts>, at = now): string => {
  const decision = decideSend(row, facts(changes), at);
  switch (decision.do) {
    case 'send':
      return `send ${decision.channel}${decision.to === 'staff' ? ' to staff' : ''}`;
    case 'rehearse':
      return `rehearse ${decision.channel}`;
    case 'skip':
    case 'withdraw':
      return `${decision.do} ${decision.reason}`;
    case 'later':
    case 'hold':
      return `${decision.do} ${decision.reason} ${decision.dueAt.toISOString().slice(5, 19)}`;
  }
};

describe('an appointment reminder', () => {
  const row = aReminder();
  it.each<[string, Partial<SendFacts>]>([
    ['send sms', { booking: active }],
    ['skip SEND_OFF', { booking: active, sendMode: 'off' }],
    ['rehearse sms', { booking: active, sendMode: 'rehearsal' }],
    ['send sms to staff', { booking: active, sendMode: 'staff' }],
    ['skip NO_CONTACT', { booking: active, reach: undefined }],
    ['skip BOOKING_CANCELLED', { booking: { told: 'fact', fact: { active: false, cancelled: true, sequence: 1 } } }],
    ['skip BOOKING_MOVED', { booking: { told: 'fact', fact: { active: true, cancelled: false, sequence: 1 } } }],
    ['skip TOO_LATE', { booking: { told: 'fact', fact: { active: false, cancelled: false, sequence: 0 } } }],
    ['skip MISS_PUT_RIGHT', { booking: active, missPutRight: true }],
    ['send email', { booking: active, reach: { ...reach, stopped: true } }],
    ['send email', { booking: active, reach: { ...reach, bad: ['sms'] } }],
    ['send email', { booking: active, reach: { ...reach, consent: { sms: false, email: true } } }],
    ['skip STOPPED', { booking: active, reach: { ...reach, hasEmail: false, stopped: true } }],
    ['skip NO_CONSENT', { booking: active, reach: { ...reach, consent: { sms: false, email: false } } }],
    ['skip CONTACT_BAD', { booking: active, reach: { ...reach, hasEmail: false, bad: ['sms'] } }],
    ['skip NO_CONTACT', { booking: active, reach: { ...reach, hasEmail: false, hasPhone: false } }],
    ['send sms', { booking: active, flagged: true, sentAt: [now, now, now, now], surveyToday: true }],
    ['send sms', { booking: active, deferredUntil: new Date('2027-03-16T09:00:00Z') }],
    ['later QUIET_HOURS 03-15T13:00:00', { booking: active, allowed: { ...inLondon, zone: 'America/New_York' } }],
    ['later OWNER_SILENT 03-15T10:30:30', { booking: { told: 'silent' } }],
  ])('%s', (expected, changes) => {
    expect(decided(row, changes)).toBe(expected);
  });

  it('is not sent where the rules of the clinic dropped its step while it waited', () => {
    const { rules } = SHIPPED_RULES;
    const late = { on: false, days: 1 };
    const dropped = { version: 7, rules: { ...rules, appointments: { ...rules.appointments, late } } };
    const allowed = { ...inLondon, rules: dropped };
    expect(decided(row, { booking: active, allowed })).toBe('skip RULE_CHANGED');
    expect(decided(aReminder({ cause: 'OTHER_CHANNEL' }), { booking: active, allowed })).toBe('send sms');
  });

  it('is of no use any more near the visit', () => {
    expect(decided(row, { booking: active }, new Date('2027-03-16T09:30:00Z'))).toBe('skip TOO_LATE');
  });

  it('waits ten minutes for a silent owner, then its own projection decides', () => {
    const waited = aReminder({
      history: [{ at: new Date('2027-03-15T10:20:00Z'), to: 'planned', reason: 'OWNER_SILENT' }],
    });
    expect(decided(waited, { booking: { told: 'silent', projection: active.fact } })).toBe('send sms');
    expect(decided(waited, { booking: { told: 'silent' } })).toBe('hold OWNER_SILENT 03-15T10:40:00');
  });

  it('about a cancelled visit needs the visit to be cancelled still', () => {
    const cancel = aReminder({
      kind: 'cancel',
      channels: ['email', 'sms'],
      subject: { ...aReminder().subject, sequence: 1 },
    });
    expect(decided(cancel, { booking: { told: 'fact', fact: { active: false, cancelled: true, sequence: 1 } } })).toBe(
      'send email',
    );
    expect(decided(cancel, { booking: { told: 'fact', fact: { active: true, cancelled: false, sequence: 2 } } })).toBe(
      'skip BOOKING_MOVED',
    );
  });

  it('of what just happened may leave by email at night, by text not', () => {
    const confirmation = aReminder({ kind: 'confirmation', channels: ['email', 'sms'] });
    const night = new Date('2027-03-15T22:00:00Z');
    expect(decided(confirmation, { booking: active }, night)).toBe('send email');
    expect(decided(confirmation, { booking: active, reach: { ...reach, hasEmail: false } }, night)).toBe(
      'later QUIET_HOURS 03-16T09:00:00',
    );
  });
});

describe('the brake on messages to one person', () => {
  const held = 'hold TOO_MANY 03-16T09:30:00';

  it('holds everything after twenty on one day, notes about visits too, until somebody has looked', () => {
    const visit = aReminder({ notAfter: new Date('2027-03-16T09:30:00Z') });
    expect(decided(visit, { booking: active, goneToday: 19 })).toBe('send sms');
    expect(decided(visit, { booking: active, goneToday: 20 })).toBe(held);
    const notAfter = new Date('2027-03-16T09:30:00Z');
    expect(decided(anInvitation({ notAfter }), { survey: open, goneToday: 20 })).toBe(held);
    expect(decided(aReminder({ notAfter, family: 'link', kind: 'personal-link' }), { goneToday: 20 })).toBe(held);
  });

  it('lets every answer to a person through, the confirmation of a STOP above all', () => {
    const stop = aReminder({ family: 'reply', kind: 'stop-confirmation', channels: ['sms'], subject: {} });
    expect(decided(stop, { goneToday: 2000, reach: { ...reach, stopped: true } })).toBe('send sms');
    const help = aReminder({ family: 'reply', kind: 'help', channels: ['sms'], subject: {} });
    expect(decided(help, { goneToday: 2000 })).toBe('send sms');
  });

  it('lets go what a person has let go, and what a person sends once more', () => {
    const at = new Date('2027-03-15T10:29:00Z');
    const released = aReminder({ history: [{ at, to: 'planned', reason: 'STAFF_RELEASED', by: 'account-ana' }] });
    expect(decided(released, { booking: active, goneToday: 20 })).toBe('send sms');
    expect(decided(aReminder({ cause: 'STAFF_RETRIED' }), { booking: active, goneToday: 20 })).toBe('send sms');
  });

  it('holds nothing that would not leave anyway', () => {
    expect(decided(aReminder(), { booking: active, sendMode: 'off', goneToday: 20 })).toBe('skip SEND_OFF');
    const night = { ...inLondon, zone: 'America/New_York' };
    expect(decided(aReminder(), { booking: active, allowed: night, goneToday: 20 })).toBe(
      'later QUIET_HOURS 03-15T13:00:00',
    );
  });
});

describe('a survey message', () => {
  const row = anInvitation();
  it.each<[string, Partial<SendFacts>]>([
    ['send email', { survey: open }],
    ['skip ANSWERED', { survey: { told: 'fact', fact: { state: 'answered', generation: 0 } } }],
    [
      'skip LICENCE_ENDED',
      { survey: { told: 'fact', fact: { state: 'withdrawn', generation: 0, reason: 'LICENCE_ENDED' } } },
    ],
    ['skip SURVEY_CLOSED', { survey: { told: 'fact', fact: { state: 'expired', generation: 0 } } }],
    ['hold SAFETY_HOLD 03-15T11:30:00', { survey: open, flagged: true }],
    ['later CLIENT_IN_ATTACK 03-16T09:00:00', { survey: open, deferredUntil: new Date('2027-03-16T09:00:00Z') }],
    ['later CAP 03-16T09:00:00', { survey: open, sentAt: [new Date('2027-03-15T09:00:00Z')] }],
    [
      'later CAP 03-17T12:00:00',
      { survey: open, sentAt: ['10T12:00', '12T12:00', '13T12:00'].map((day) => new Date(`2027-03-${day}:00Z`)) },
    ],
    [
      'send email',
      { survey: open, sentAt: ['08T10:00', '12T12:00', '13T12:00'].map((day) => new Date(`2027-03-${day}:00Z`)) },
    ],
    ['later CLOSED_DAY 03-16T09:00:00', { survey: open, allowed: { ...inLondon, closureDays: ['2027-03-15'] } }],
    ['later OWNER_SILENT 03-15T10:30:30', { survey: { told: 'silent' } }],
    ['skip NO_CONSENT', { survey: open, reach: { ...reach, consent: { sms: false, email: false } } }],
  ])('%s', (expected, changes) => {
    expect(decided(row, changes)).toBe(expected);
  });

  it('carries the newest generation of its link', () => {
    expect(decideSend(row, facts({ survey: open }), now)).toMatchObject({ do: 'send', generation: 2 });
  });

  it('of the second kind goes to the other channel, or to the same where only that is agreed', () => {
    const reminder = anInvitation({ kind: 'reminder', channels: ['sms', 'email'] });
    expect(decided(reminder, { survey: open, invitedOn: 'sms' })).toBe('send email');
    expect(decided(reminder, { survey: open, invitedOn: 'email' })).toBe('send sms');
    expect(decided(reminder, { survey: open, invitedOn: 'email', reach: { ...reach, stopped: true } })).toBe(
      'send email',
    );
  });

  it('waits for a full week to the first whole minute at which it may go', () => {
    const sentAt = ['10T12:00:00.000', '12T12:00:00.000', '13T12:00:00.000'].map((day) => new Date(`2027-03-${day}Z`));
    const frees = new Date('2027-03-17T12:00:00.000Z');
    expect(decideSend(row, facts({ survey: open, sentAt }), now)).toMatchObject({ do: 'later', dueAt: frees });
    expect(decideSend(row, facts({ survey: open, sentAt }), frees)).toMatchObject({ do: 'send' });
    const [, ...later] = sentAt;
    const odd = [new Date('2027-03-10T12:00:00.001Z'), ...later];
    const minuteLater = new Date('2027-03-17T12:01:00.000Z');
    expect(decideSend(row, facts({ survey: open, sentAt: odd }), now)).toMatchObject({
      do: 'later',
      dueAt: minuteLater,
    });
  });

  it('waits earlier where the clinic chose fewer messages a week', () => {
    const rules = { ...SHIPPED_RULES.rules, caps: { perWeek: 1 } };
    const changes = { survey: open, sentAt: [new Date('2027-03-11T12:00:00Z')] };
    expect(decided(row, changes)).toBe('send email');
    expect(decided(row, { ...changes, allowed: { ...inLondon, rules: { version: 1, rules } } })).toBe(
      'later CAP 03-18T12:00:00',
    );
  });

  it('that would come after the survey closes is skipped with the reason that moved it', () => {
    const closing = anInvitation({ notAfter: new Date('2027-03-15T18:00:00Z') });
    expect(decided(closing, { survey: open, sentAt: [now] })).toBe('skip CAP');
  });
});

describe('a note about the next visit', () => {
  it.each<[string, Partial<SendFacts>]>([
    ['send email', { hasBooking: none }],
    ['skip HAS_BOOKING', { hasBooking: { told: 'fact', fact: true } }],
    ['later OWNER_SILENT 03-15T10:30:30', { hasBooking: { told: 'silent' } }],
    ['later SURVEY_FIRST 03-16T09:00:00', { hasBooking: none, surveyToday: true }],
    ['hold SAFETY_HOLD 03-15T11:30:00', { hasBooking: none, flagged: true }],
    ['later CLIENT_IN_ATTACK 03-16T09:00:00', { hasBooking: none, deferredUntil: new Date('2027-03-16T09:00:00Z') }],
    ['skip NO_CONSENT', { hasBooking: none, reach: { ...reach, consent: { sms: false, email: false } } }],
  ])('%s', (expected, changes) => {
    expect(decided(aNudge(), changes)).toBe(expected);
  });
});

describe('an answer to a text', () => {
  const answer = (kind: Reminder['kind']): Reminder =>
    aReminder({ family: 'reply', kind, channels: ['sms'], subject: {} });
  const night = new Date('2027-03-15T23:00:00Z');

  it('confirms a STOP at any hour, and nothing else follows one', () => {
    const stopped = { reach: { ...reach, stopped: true, consent: { sms: false, email: false } } };
    expect(decided(answer('stop-confirmation'), stopped, night)).toBe('send sms');
    expect(decided(answer('help'), stopped, night)).toBe('skip STOPPED');
    expect(decided(answer('help'), {}, night)).toBe('send sms');
  });
});
