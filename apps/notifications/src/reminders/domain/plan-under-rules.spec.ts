import { inLondon } from '../testing/a-reminder.js';
import { planAppointments } from './plan-appointments.js';
import { planFollowUps } from './plan-follow-ups.js';
import { planSurveys } from './plan-surveys.js';
import { SHIPPED_RULES } from './rules.js';
import type { ReminderRules } from './rules.js';
import type { AllowedTimes } from './timing.js';

const under = (change: Partial<ReminderRules>): AllowedTimes => ({
  ...inLondon,
  rules: { version: 7, rules: { ...SHIPPED_RULES.rules, ...change } },
});
const at = new Date('2027-03-01T10:00:00Z');
const head = { clinicId: 'elm', clientRef: 'client-1', at };

const booked = (allowed: AllowedTimes, startsAt = '2027-03-16T10:30:00Z') =>
  planAppointments(
    undefined,
    {
      ...{ ...head, what: 'booked', bookingId: 'booking-1', sequence: 0, visitZone: 'Europe/London', imported: false },
      startsAt: new Date(startsAt),
      endsAt: new Date('2027-03-16T11:30:00Z'),
    },
    allowed,
  ).rows.map(({ kind, dueAt, ruleVersion }) => [kind, dueAt.toISOString(), ruleVersion]);

const opened = (allowed: AllowedTimes) =>
  planSurveys(
    undefined,
    {
      ...{ ...head, what: 'planned', surveyId: 'survey-1', sourceVersion: 1 },
      times: {
        ...{ instrument: 'post-session@1', generation: 0, sessionId: 'session-1' },
        inviteAt: new Date('2027-03-02T12:00:00Z'),
        remindAt: new Date('2027-03-03T12:00:00Z'),
        closesAt: new Date('2027-03-06T12:00:00Z'),
      },
    },
    allowed,
  )?.rows.map(({ kind, dueAt, ruleVersion }) => [kind, dueAt.toISOString(), ruleVersion]);

const nudged = (allowed: AllowedTimes) =>
  planFollowUps(
    undefined,
    { ...head, what: 'planned', sessionId: 's1', sourceVersion: 1, dueOn: '2027-03-22', policyVersion: 'cadence@1' },
    allowed,
  ).rows.map(({ kind, dueAt, ruleVersion }) => [kind, dueAt.toISOString(), ruleVersion]);

const { appointments } = SHIPPED_RULES.rules;

describe('planning by the rules of a clinic', () => {
  it('reminds of a visit on the days that it chose, and names the version', () => {
    const days = under({
      appointments: { ...appointments, early: { on: true, days: 5 }, late: { on: true, days: 2 } },
    });
    expect(booked(days).slice(1)).toEqual([
      ['72h', '2027-03-11T10:30:00.000Z', 'appointments@1/7'],
      ['24h', '2027-03-14T10:30:00.000Z', 'appointments@1/7'],
    ]);
    // 5 days and 30 minutes ahead: nearer than a day to the early step, so the confirmation says the same.
    expect(booked(days, '2027-03-06T10:30:00Z').map(([kind]) => kind)).toEqual(['confirmation', '24h']);
  });

  it('leaves out a step that the clinic dropped', () => {
    const early = under({ appointments: { ...appointments, early: { on: false, days: 3 } } });
    expect(booked(early).map(([kind]) => kind)).toEqual(['confirmation', '24h']);
    expect(opened(under({ surveys: { laterHours: 0, reminder: { on: false, afterHours: null } } }))).toHaveLength(1);
    expect(nudged(under({ followUps: { secondNote: { on: false, afterDays: 5 } } }))).toHaveLength(1);
  });

  it('asks later after a visit, and keeps the time between question and reminder', () => {
    const later = under({ surveys: { laterHours: 6, reminder: { on: true, afterHours: null } } });
    expect(opened(later)).toEqual([
      ['invitation', '2027-03-02T18:00:00.000Z', 'surveys@1/7'],
      ['reminder', '2027-03-03T18:00:00.000Z', 'surveys@1/7'],
    ]);
    const longer = under({ surveys: { laterHours: 0, reminder: { on: true, afterHours: 48 } } });
    expect(opened(longer)?.[1]?.[1]).toBe('2027-03-04T12:00:00.000Z');
  });

  it('writes the second note after the days that the clinic chose', () => {
    expect(nudged(under({ followUps: { secondNote: { on: true, afterDays: 7 } } }))).toEqual([
      ['nudge', '2027-03-22T10:00:00.000Z', 'cadence@1/7'],
      // Summer time has begun.
      ['second-nudge', '2027-03-29T09:00:00.000Z', 'cadence@1/7'],
    ]);
  });
});
