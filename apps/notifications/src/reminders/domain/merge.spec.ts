import { anInvitation, aReminder } from '../testing/a-reminder.js';
import { planSurveys } from './plan-surveys.js';
import { inLondon } from '../testing/a-reminder.js';
import { afterCarrier, afterCarriersReport, carriedNow, isCarriedNow, joined, onItsOwn, wentAlong } from './merge.js';
import type { Claim, Reminder } from './reminder.js';

const at = new Date('2027-03-15T10:30:00Z');
const later = new Date('2027-03-15T10:35:00Z');
const claim: Claim = { id: 'claim-1', at, until: 25_000 };

const sending = aReminder({ id: 'visit', state: 'sending', claim });
const waiting = anInvitation({ id: 'form', dueAt: new Date('2027-03-15T17:00:00Z') });
const { carrier, form } = joined(sending, waiting, { claim, channel: 'sms', generation: 2 });
const doubtful: Reminder = { ...form, state: 'unknown', reason: 'LOOKING_UP', looks: 0 };

describe('a form in the message of a reminder', () => {
  it('is claimed with it before the call, so that both share what becomes of the claim', () => {
    expect(form).toMatchObject({ state: 'sending', claim, carriedBy: { id: 'visit', claimId: 'claim-1' } });
    expect(carriedNow(carrier)).toMatchObject({ id: 'form', subject: { surveyId: 'survey-1', generation: 2 } });
    expect(isCarriedNow(form)).toBe(true);
  });

  it('counts under that claim only: another one of either row is its own', () => {
    const again: Claim = { ...claim, id: 'claim-2' };
    expect(carriedNow({ ...carrier, claim: again })).toBeUndefined();
    expect(isCarriedNow({ ...form, claim: again })).toBe(false);
  });

  it.each([
    ['sent', {}, 'skipped', 'MERGED'],
    ['delivered', {}, 'skipped', 'MERGED'],
    ['failed', { reason: 'UNDELIVERED' }, 'planned', 'MERGED'],
    ['failed', { reason: 'NOT_PROVEN' }, 'failed', 'NOT_PROVEN'],
    ['planned', { reason: 'LOOKING_UP' }, 'planned', 'MERGED'],
    ['withdrawn', { reason: 'BOOKING_CANCELLED' }, 'planned', 'MERGED'],
    ['skipped', { reason: 'TOO_LATE' }, 'planned', 'MERGED'],
    ['held', { reason: 'OWNER_SILENT' }, 'planned', 'MERGED'],
  ] as const)('in doubt follows its reminder that became %s %o', (state, changes, to, reason) => {
    const { claim: _claim, ...free } = carrier;
    const next = afterCarrier(doubtful, { ...free, state, ...changes }, later);
    expect(next).toMatchObject({ state: to, reason });
    expect(next.claim).toBeUndefined();
    expect(next.lookAt).toBeUndefined();
  });

  it('in doubt waits while its reminder is in doubt, and looks after it', () => {
    const lookAt = new Date('2027-03-15T10:45:00Z');
    expect(afterCarrier(doubtful, { ...carrier, state: 'unknown', lookAt }, later)).toMatchObject({
      state: 'unknown',
      lookAt,
    });
  });

  it('is owed for itself when its reminder goes out later without it', () => {
    const { carries: _carries, claim: _claim, ...alone } = carrier;
    expect(afterCarrier(doubtful, { ...alone, state: 'sent' }, later)).toMatchObject({ state: 'planned' });
    expect(afterCarrier(doubtful, undefined, later)).toMatchObject({ state: 'planned' });
  });

  it('comes back when its message is reported as undelivered, and goes again when it arrived after all', () => {
    const gone = wentAlong(form, { id: 'visit', channel: 'sms' }, at);
    const told = { id: 'visit', claimId: 'claim-1', channel: 'sms' } as const;
    const back = afterCarriersReport(gone, told, { arrived: false, at: later });
    expect(back).toMatchObject({ state: 'planned', dueAt: later, reason: 'MERGED' });
    expect(back.channel).toBeUndefined();
    expect(afterCarriersReport(back, told, { arrived: true, at: later })).toMatchObject({
      state: 'skipped',
      channel: 'sms',
    });
  });

  it.each(['sending', 'unknown'] as const)(
    'comes back also when that report is quicker than the answer to the call (%s)',
    (state) => {
      const told = { id: 'visit', claimId: 'claim-1', channel: 'sms' } as const;
      const under: Reminder = { ...form, state };
      const back = afterCarriersReport(under, told, { arrived: false, at: later });
      expect(back).toMatchObject({ state: 'planned', dueAt: later, reason: 'MERGED' });
      expect(back).not.toHaveProperty('claim');
      expect(afterCarriersReport(under, told, { arrived: true, at: later })).toBe(under);
      const itsOwn: Reminder = { ...under, claim: { ...claim, id: 'claim-2' } };
      expect(afterCarriersReport(itsOwn, told, { arrived: false, at: later })).toBe(itsOwn);
    },
  );

  it('is not moved by reports about another message', () => {
    const gone = wentAlong(form, { id: 'visit', channel: 'sms' }, at);
    const other = { id: 'visit', claimId: 'claim-0', channel: 'sms' } as const;
    expect(afterCarriersReport(gone, other, { arrived: false, at: later })).toBe(gone);
    const answered: Reminder = { ...gone, reason: 'ANSWERED' };
    expect(afterCarriersReport(answered, { ...other, claimId: 'claim-1' }, { arrived: false, at: later })).toBe(
      answered,
    );
  });

  it('comes back no earlier than its own time, with the times of the newest plan', () => {
    const gone = wentAlong(form, { id: 'visit', channel: 'sms' }, at);
    const inviteAt = new Date('2027-03-17T10:30:00Z');
    const closesAt = new Date('2027-03-21T10:30:00Z');
    const head = { clinicId: 'clinic-1', surveyId: 'survey-1', clientRef: 'client-1', at };
    const times = { instrument: 'post-session@1', generation: 0, sessionId: 'session-1', inviteAt, closesAt };
    const fact = { ...head, what: 'planned', sourceVersion: 1, times } as const;
    const id = planSurveys(undefined, fact, inLondon)?.rows[0]?.id ?? '';
    const state = {
      plan: { surveyId: 'survey-1', clientRef: 'client-1', sourceVersion: 0, status: 'open' as const },
      rows: [{ ...gone, id }],
    };
    const [row] = planSurveys(state, fact, inLondon)?.rows ?? [];
    expect(row).toMatchObject({ state: 'skipped', reason: 'MERGED', notAfter: closesAt });
    expect(row && onItsOwn(row, later).dueAt).toEqual(inviteAt);
  });
});
