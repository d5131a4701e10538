import { inLondon } from '../testing/a-reminder.js';
import { planFollowUps } from './plan-follow-ups.js';
import type { FollowUpFact, FollowUpMessages } from './plan-follow-ups.js';

const head = {
  clinicId: 'clinic-1',
  sessionId: 'session-1',
  clientRef: 'client-1',
  at: new Date('2027-03-01T14:00:00Z'),
};
const due = (dueOn: string, sourceVersion = 1): FollowUpFact => ({
  ...head,
  what: 'planned',
  sourceVersion,
  dueOn,
  policyVersion: 'cadence@1',
});
const withdrawn = (sourceVersion: number): FollowUpFact => ({
  ...head,
  what: 'withdrawn',
  sourceVersion,
  reason: 'HAS_BOOKING',
});
const play = (...facts: readonly FollowUpFact[]): FollowUpMessages | undefined =>
  facts.reduce<FollowUpMessages | undefined>((state, fact) => planFollowUps(state, fact, inLondon), undefined);
const told = (state: FollowUpMessages | undefined): readonly string[] =>
  (state?.rows ?? []).map(({ kind, state: to, reason, dueAt }) =>
    [kind, to, reason, dueAt.toISOString().slice(5, 16)].filter((part) => part !== undefined).join(' '),
  );

describe('the notes about the next visit', () => {
  it('come at ten on the day, and once more five days later', () => {
    expect(told(play(due('2027-03-22')))).toEqual(['nudge planned 03-22T10:00', 'second-nudge planned 03-27T10:00']);
  });

  it('end with the plan and come back with a newer one', () => {
    const state = play(due('2027-03-22'), withdrawn(2));
    expect(told(state)).toEqual([
      'nudge withdrawn HAS_BOOKING 03-22T10:00',
      'second-nudge withdrawn HAS_BOOKING 03-27T10:00',
    ]);
    expect(told(planFollowUps(state, due('2027-03-24', 3), inLondon))).toEqual([
      'nudge planned PLAN_CHANGED 03-24T10:00',
      'second-nudge planned PLAN_CHANGED 03-29T09:00',
    ]);
  });

  it.each([
    ['a later one and back', ['2027-03-22', '2027-03-29', '2027-03-22'], '03-22T10:00'],
    ['an earlier one and back', ['2027-03-29', '2027-03-22', '2027-03-29'], '03-29T09:00'],
  ])('come on the day that was planned last, also after %s', (_title, days, dueAt) => {
    const at = (index: number): Date => new Date(`2027-03-0${index + 1}T14:00:00Z`);
    const state = play(...days.map((day, index) => ({ ...due(day, index + 1), at: at(index) })));
    expect(told(state)[0]).toBe(`nudge planned PLAN_CHANGED ${dueAt}`);
    const [nudge] = state?.rows ?? [];
    expect(nudge?.dueAt.getTime()).toBeLessThan(nudge?.notAfter.getTime() ?? 0);
  });

  it('do not follow a plan that was withdrawn before it was heard of', () => {
    expect(told(play(withdrawn(2), due('2027-03-22', 1)))).toEqual([]);
  });
});
