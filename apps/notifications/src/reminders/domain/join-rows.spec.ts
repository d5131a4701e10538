import { inLondon } from '../testing/a-reminder.js';
import type { Draft } from './draft.js';
import { joinRows } from './join-rows.js';
import type { Reminder } from './reminder.js';

const instant = new Date('2027-03-01T20:00:00Z');
const later = new Date('2027-03-02T20:00:00Z');

const invitationOn = (day: string): Draft => ({
  clinicId: 'clinic-1',
  clientRef: 'client-1',
  family: 'survey',
  kind: 'invitation',
  occurrence: 'survey-1:invitation',
  cause: 'VISIT_DONE',
  ruleVersion: 'surveys@1',
  timing: { rule: 'at', at: new Date(`${day}T10:00:00Z`) },
  notAfter: new Date('2027-04-15T10:00:00Z'),
  channels: ['email', 'sms'],
  subject: { surveyId: 'survey-1' },
});

const join = (rows: readonly Reminder[], draft: Draft, at: Date): readonly Reminder[] =>
  joinRows(rows, [draft], { allowed: inLondon, at });

describe('a plan that another one follows', () => {
  it('at the same instant leaves nothing behind: two orders of two facts make one row', () => {
    const alone = join([], invitationOn('2027-03-20'), instant);
    const after = join(join([], invitationOn('2027-03-22'), instant), invitationOn('2027-03-20'), instant);
    expect(after).toEqual(alone);
  });

  it('keeps the stored version of the row and the trace in which it was planned', () => {
    const [row] = join([], invitationOn('2027-03-22'), instant);
    const stored = row === undefined ? [] : [{ ...row, version: 3, traceparent: '00-a-b-01' }];
    expect(join(stored, invitationOn('2027-03-20'), instant)).toEqual([
      { ...join([], invitationOn('2027-03-20'), instant)[0], version: 3, traceparent: '00-a-b-01' },
    ]);
  });

  it('some time after moves the row, which tells why', () => {
    const [row] = join(join([], invitationOn('2027-03-22'), instant), invitationOn('2027-03-20'), later);
    expect(row?.history.map(({ reason }) => reason)).toEqual([undefined, 'PLAN_CHANGED']);
    expect(row?.firstDueAt).toEqual(new Date('2027-03-22T10:00:00Z'));
  });

  it('tells a row that somebody has begun to send of the newer time, for the case that it comes back', () => {
    const [row] = join([], invitationOn('2027-03-22'), instant);
    const sending = row === undefined ? [] : [{ ...row, state: 'sending' as const }];
    const [after] = join(sending, invitationOn('2027-03-20'), instant);
    expect([after?.state, after?.notBefore]).toEqual(['sending', new Date('2027-03-20T10:00:00Z')]);
  });

  it('does not take back what went out or has ended', () => {
    const [row] = join([], invitationOn('2027-03-22'), instant);
    for (const state of ['sent', 'skipped'] as const) {
      const rows = row === undefined ? [] : [{ ...row, state, history: [...row.history, { at: instant, to: state }] }];
      expect(join(rows, invitationOn('2027-03-20'), instant)).toEqual(rows);
    }
  });
});
