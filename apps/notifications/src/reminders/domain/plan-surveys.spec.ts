import { inLondon } from '../testing/a-reminder.js';
import { planSurveys } from './plan-surveys.js';
import type { SurveyFact, SurveyMessages } from './plan-surveys.js';

const head = {
  clinicId: 'clinic-1',
  surveyId: 'survey-1',
  clientRef: 'client-1',
  at: new Date('2027-03-15T14:00:00Z'),
};
const times = {
  instrument: 'post-session@1',
  generation: 0,
  sessionId: 'session-1',
  inviteAt: new Date('2027-03-16T11:30:00Z'),
  remindAt: new Date('2027-03-17T11:30:00Z'),
  closesAt: new Date('2027-03-19T11:30:00Z'),
};
const plan = (sourceVersion = 1, changes: Partial<typeof times> = {}): SurveyFact => ({
  ...head,
  what: 'planned',
  sourceVersion,
  times: { ...times, ...changes },
});
const play = (...facts: readonly SurveyFact[]): SurveyMessages | undefined =>
  facts.reduce<SurveyMessages | undefined>((state, fact) => planSurveys(state, fact, inLondon), undefined);
const told = (state: SurveyMessages | undefined): readonly string[] =>
  (state?.rows ?? []).map(({ kind, state: to, reason, dueAt }) =>
    [kind, to, reason, dueAt.toISOString().slice(5, 16)].filter((part) => part !== undefined).join(' '),
  );

describe('the messages of a survey', () => {
  it('are an invitation by email and one reminder by text', () => {
    const state = play(plan());
    expect(told(state)).toEqual(['invitation planned 03-16T11:30', 'reminder planned 03-17T11:30']);
    expect(state?.rows.map(({ channels }) => channels[0])).toEqual(['email', 'sms']);
  });

  it('are two reminders where the form stays open long enough, each owed once however often it is told', () => {
    const again = { remindAgainAt: new Date('2027-03-18T11:30:00Z') };
    const longer: SurveyFact = { ...head, what: 'planned', sourceVersion: 1, times: { ...times, ...again } };
    const state = play(longer, longer, { ...longer, sourceVersion: 2 });
    expect(told(state)).toEqual([
      'invitation planned 03-16T11:30',
      'reminder planned 03-17T11:30',
      'reminder planned 03-18T11:30',
    ]);
    const answered = { ...head, what: 'ended', sourceVersion: 3, reason: 'ANSWERED' } as const;
    expect(play(longer, answered)?.rows.map(({ state: to }) => to)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  });

  it('wait for Monday rather than come on a Sunday, and say so', () => {
    expect(told(play(plan(1, { inviteAt: new Date('2027-03-14T11:30:00Z') })))[0]).toBe(
      'invitation planned CLOSED_DAY 03-15T09:00',
    );
  });

  it('follow a newer plan, not an older one', () => {
    const moved = { ...plan(3, { inviteAt: new Date('2027-03-16T15:00:00Z') }), at: new Date('2027-03-15T15:00:00Z') };
    expect(told(play(plan(2), moved))[0]).toBe('invitation planned PLAN_CHANGED 03-16T15:00');
    expect(told(play(moved, plan(2)))[0]).toBe('invitation planned 03-16T15:00');
  });

  it('come at the time that was planned last, also where it is the first one again', () => {
    const [first, other] = [{ inviteAt: new Date('2027-03-17T11:30:00Z') }, { inviteAt: times.inviteAt }];
    const later = { at: new Date('2027-03-15T15:00:00Z') };
    expect(told(play(plan(1, first), { ...plan(2, other), ...later }, { ...plan(3, first), ...later }))[0]).toBe(
      'invitation planned PLAN_CHANGED 03-17T11:30',
    );
  });

  it.each([['ANSWERED'], ['SURVEY_CLOSED'], ['DID_NOT_COME']])('end with the survey: %s', (reason) => {
    const state = play(plan(), { ...head, what: 'ended', sourceVersion: 2, reason });
    expect(told(state)).toEqual([
      `invitation withdrawn ${reason} 03-16T11:30`,
      `reminder withdrawn ${reason} 03-17T11:30`,
    ]);
  });

  it('that come after their survey ended are not owed', () => {
    expect(told(play({ ...head, what: 'ended', sourceVersion: 2, reason: 'ANSWERED' }, plan(1)))).toEqual([]);
  });

  it('that went out stay as they are when the plan changes', () => {
    const state = play(plan());
    const sent =
      state === undefined
        ? undefined
        : {
            ...state,
            rows: state.rows.map((row) => (row.kind === 'invitation' ? { ...row, state: 'sent' as const } : row)),
          };
    expect(told(planSurveys(sent, plan(2, { inviteAt: new Date('2027-03-18T09:00:00Z') }), inLondon))[0]).toBe(
      'invitation sent 03-16T11:30',
    );
  });

  it('wait until the next morning for somebody who asked for another day', () => {
    const asked: SurveyFact = {
      ...head,
      what: 'deferred',
      sourceVersion: 2,
      at: new Date('2027-03-16T12:00:00Z'),
      closesAt: times.closesAt,
    };
    const state = play(plan());
    const invited =
      state === undefined
        ? undefined
        : {
            ...state,
            rows: state.rows.map((row) => (row.kind === 'invitation' ? { ...row, state: 'sent' as const } : row)),
          };
    expect(told(planSurveys(invited, asked, inLondon))).toEqual([
      'invitation sent 03-16T11:30',
      'reminder planned CLIENT_IN_ATTACK 03-17T09:00',
    ]);
    const early = play(plan(), { ...asked, at: new Date('2027-03-16T08:00:00Z') });
    expect(told(early)).toEqual(['invitation planned CLIENT_IN_ATTACK 03-17T09:00', 'reminder planned 03-17T11:30']);
  });

  it.each(['STAFF_HELD', 'TOO_MANY'])('stay with staff when somebody asks for another day: %s', (reason) => {
    const at = new Date('2027-03-16T12:00:00Z');
    const asked: SurveyFact = { ...head, what: 'deferred', sourceVersion: 2, at, closesAt: times.closesAt };
    const { remindAt: _none, ...once } = times;
    const state = play({ ...head, what: 'planned', sourceVersion: 1, times: once });
    if (state === undefined) throw new Error('nothing was planned');
    const rows = state.rows.map((row) => ({ ...row, state: 'held' as const, reason }));
    expect(told(planSurveys({ ...state, rows }, asked, inLondon))).toEqual([`invitation held ${reason} 03-16T11:30`]);
  });

  it('include a link that was asked for: at once, at any hour, once per generation', () => {
    const asked: SurveyFact = {
      ...head,
      what: 'link-requested',
      generation: 1,
      channel: 'sms',
      at: new Date('2027-03-17T23:00:00Z'),
    };
    const state = play(plan(), asked, asked);
    expect(told(state).filter((line) => line.startsWith('re-issue'))).toEqual(['re-issue planned 03-17T23:00']);
    expect(state?.rows.at(-1)).toMatchObject({ family: 'link', cause: 'CLIENT_ASKED', channels: ['sms'] });
  });
});
