import { aNudge, inLondon } from '../testing/a-reminder.js';
import { decideSend } from './decide-send.js';
import type { SendDecision } from './decide-send.js';
import { afterEmptyLook } from './look-up.js';
import { planFollowUps } from './plan-follow-ups.js';
import type { FollowUpFact, FollowUpMessages } from './plan-follow-ups.js';
import type { Reminder, State } from './reminder.js';

const NOW = new Date('2027-03-15T10:16:00Z');
const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T10:00:00Z'), until: 0 };
const head = { clinicId: 'clinic-1', sessionId: 'session-1', clientRef: 'client-1', at: NOW };
const pause = (sourceVersion: number, reason = 'PAUSED'): FollowUpFact => ({
  ...head,
  what: 'withdrawn',
  sourceVersion,
  reason,
});
const planFor = (dueOn: string, sourceVersion: number): FollowUpFact => ({
  ...head,
  what: 'planned',
  dueOn,
  sourceVersion,
  policyVersion: 'cadence@1',
});

/** A nudge of today that is under a claim or in doubt, and what is planned meanwhile. */
const planned = (state: State, ...facts: readonly FollowUpFact[]): FollowUpMessages => {
  const first = planFollowUps(undefined, planFor('2027-03-15', 1), inLondon);
  const [nudge = aNudge(), ...others] = first.rows;
  const rows = [{ ...nudge, state, channel: 'sms' as const, claim: CLAIM, looks: 2 }, ...others];
  return facts.reduce<FollowUpMessages>((known, fact) => planFollowUps(known, fact, inLondon), { ...first, rows });
};
const nudgeOf = ({ rows }: FollowUpMessages): Reminder => rows[0] ?? aNudge();

const decided = (row: Reminder, at: Date): SendDecision => {
  const reach = { hasPhone: true, hasEmail: true, bad: [], stopped: false, consent: { sms: true, email: true } };
  const hasBooking = { told: 'fact', fact: false } as const;
  const known = { sendMode: 'live', allowed: inLondon, reach, hasBooking } as const;
  return decideSend(row, { ...known, flagged: false, sentAt: [], surveyToday: false }, at);
};
const afterLooks = (state: FollowUpMessages): SendDecision => decided(afterEmptyLook(nudgeOf(state), NOW), NOW);

describe('a row that is under way while its plan changes', () => {
  it.each(['PAUSED', 'STOPPED', 'DID_NOT_COME', 'TOO_LATE', 'VISIT_DONE'])(
    'is not sent when it comes back after its plan ended: %s',
    (reason) => {
      expect(afterLooks(planned('unknown', pause(2, reason)))).toEqual({ do: 'withdraw', reason });
    },
  );

  it('says in its history what came too late, and stays as it is until it comes back', () => {
    const nudge = nudgeOf(planned('sending', pause(2)));
    expect(nudge).toMatchObject({ state: 'sending', claim: CLAIM });
    expect(nudge.history.at(-1)).toEqual({ at: NOW, to: 'sending', note: 'too late for PAUSED' });
  });

  it('is owed again by a newer plan for the same day', () => {
    const again = planned('unknown', pause(2), planFor('2027-03-15', 3));
    expect(afterLooks(again)).toMatchObject({ do: 'send' });
    expect(nudgeOf(again).history.at(-1)).toEqual({ at: NOW, to: 'unknown', reason: 'PLAN_CHANGED' });
  });

  it('waits for the day of a newer plan, and is of use until after it', () => {
    const later = planned('unknown', pause(2), planFor('2027-03-22', 3));
    const day = new Date('2027-03-22T10:00:00Z');
    expect(afterLooks(later)).toEqual({ do: 'later', dueAt: day, reason: 'PLAN_CHANGED' });
    const back = { ...afterEmptyLook(nudgeOf(later), NOW), dueAt: day };
    expect(decided(back, day)).toMatchObject({ do: 'send' });
    expect(nudgeOf(planFollowUps({ ...later, rows: [back] }, planFor('2027-03-16', 4), inLondon))).toMatchObject({
      state: 'planned',
      dueAt: new Date('2027-03-16T10:00:00Z'),
    });
  });

  it('is left alone by a plan that says the same once more', () => {
    expect(nudgeOf(planned('sending', planFor('2027-03-15', 2)))).toEqual(nudgeOf(planned('sending')));
  });

  it('comes back with a newer plan also after it was withdrawn on its return', () => {
    const ended = planned('unknown', pause(2));
    const rows = [{ ...nudgeOf(ended), state: 'withdrawn' as const, reason: 'PAUSED' }];
    const again = nudgeOf(planFollowUps({ ...ended, rows }, planFor('2027-03-16', 3), inLondon));
    expect(again).toMatchObject({ state: 'planned', dueAt: new Date('2027-03-16T10:00:00Z') });
    expect(decided(again, again.dueAt)).toMatchObject({ do: 'send' });
  });
});
