import { inLondon, aNudge, anInvitation } from '../../testing/a-reminder.js';
import { decideSend } from '../../domain/decide-send.js';
import type { SendFacts } from '../../domain/decide-send.js';
import { earlierIds, earlierNote } from '../../domain/earlier-notes.js';
import type { Reminder } from '../../domain/reminder.js';
import { reminderId } from '../../domain/reminder.js';

const facts: SendFacts = {
  sendMode: 'live',
  allowed: inLondon,
  reach: { hasPhone: true, hasEmail: true, bad: [], stopped: false, consent: { sms: true, email: true } },
  survey: { told: 'fact', fact: { state: 'planned', generation: 0 } },
  flagged: false,
  sentAt: [],
  surveyToday: false,
};
const at = (text: string): Date => new Date(`2027-${text}:00Z`);

const told = (row: Reminder, earlier: readonly Reminder[], now: Date): string => {
  const notes = earlier.map((one) => earlierNote(one, now));
  const decision = decideSend(row, { ...facts, earlier: notes }, now);
  const due = 'dueAt' in decision ? decision.dueAt.toISOString().slice(5, 16) : undefined;
  return [decision.do, 'reason' in decision ? decision.reason : undefined, due]
    .filter((part) => part !== undefined)
    .join(' ');
};

describe('a reminder of a form', () => {
  const invitation = anInvitation({ id: 'invitation' });
  const reminder = anInvitation({
    kind: 'reminder',
    cause: 'FORM_OPEN',
    occurrence: 'survey-1:reminder',
    notAfter: at('03-25T10:30'),
  });

  it('follows the invitation, and the second one the first', () => {
    const { clinicId, clientRef } = reminder;
    const idOf = (kind: string, step: string): string =>
      reminderId({ clinicId, clientRef, kind, occurrence: `survey-1:${step}` });
    expect(earlierIds(invitation)).toEqual([]);
    expect(earlierIds(reminder)).toEqual([idOf('invitation', 'invitation')]);
    expect(earlierIds({ ...reminder, occurrence: 'survey-1:reminder-2' })).toEqual([
      idOf('invitation', 'invitation'),
      idOf('reminder', 'reminder'),
    ]);
    expect(earlierIds({ ...reminder, cause: 'CLIENT_ASKED' })).toEqual([]);
  });

  it('does not go before an invitation that a cap has moved', () => {
    const waits = { ...invitation, dueAt: at('03-18T13:00') };
    expect(told(reminder, [waits], at('03-17T19:30'))).toBe('later CAP 03-19T09:00');
  });

  it('keeps 20 hours from the note before it, whatever became of that one', () => {
    const now = at('03-17T09:00');
    const sent = { ...invitation, state: 'delivered', sentAt: at('03-16T19:30') } as const;
    expect(told(reminder, [sent], now)).toBe('later CAP 03-17T15:30');
    expect(told(reminder, [{ ...sent, state: 'unknown', dueAt: at('03-16T19:30') }], now)).toBe(
      'later CAP 03-17T15:30',
    );
    expect(told(reminder, [{ ...sent, sentAt: at('03-16T13:00') }], now)).toBe('send');
  });

  it('takes the place of an invitation that never went out', () => {
    for (const state of ['skipped', 'failed', 'withdrawn', 'rehearsed'] as const)
      expect(told(reminder, [{ ...invitation, state }], at('03-16T12:00'))).toBe('send');
  });

  it('is dropped where its form closes before', () => {
    const sent = { ...invitation, state: 'sent', sentAt: at('03-16T19:30') } as const;
    expect(told({ ...reminder, notAfter: at('03-17T12:00') }, [sent], at('03-17T09:00'))).toBe('skip CAP');
  });
});

describe('the second note about a next visit', () => {
  const first = aNudge({ id: 'first' });
  const second = aNudge({ kind: 'second-nudge', occurrence: 'session-1:2', notAfter: at('03-25T10:00') });
  const now = at('03-20T10:00');

  it('comes five days after the first went out, not after the first was due', () => {
    const sentOn = (text: string): Reminder => ({ ...first, state: 'delivered', sentAt: at(text) });
    expect(told(second, [sentOn('03-15T10:00')], now)).toBe('send');
    expect(told(second, [sentOn('03-17T13:00')], now)).toBe('later PLAN_CHANGED 03-22T10:00');
  });

  it('is dropped where that is too late to be of use', () => {
    expect(told(second, [{ ...first, dueAt: at('03-20T12:00') }], now)).toBe('skip TOO_LATE');
  });

  it('takes the place of a first one that never went out', () => {
    expect(told(second, [{ ...first, state: 'skipped', reason: 'SURVEY_FIRST' }], now)).toBe('send');
  });
});
