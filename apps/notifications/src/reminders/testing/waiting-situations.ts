import * as fc from 'fast-check';
import { dateOf } from '@aftercare/kernel';
import type { ClinicPlace, WaitingPlan } from '../domain/owed-by-plan.js';
import { planAppointments } from '../domain/plan-appointments.js';
import { planFollowUps } from '../domain/plan-follow-ups.js';
import { planSurveys } from '../domain/plan-surveys.js';
import type { Reminder } from '../domain/reminder.js';
import { RULE_BOUNDS, timesUnder } from '../domain/rules.js';
import type { ReminderRules, RulesInForce } from '../domain/rules.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2027-03-01T00:00:00Z');
export const place = {
  zone: 'Europe/London',
  quietHours: { from: '09:00', to: '20:00' },
  closureDays: ['2027-03-19'],
  holidayRegion: 'GB-ENG',
};

const within = ({ min, max }: { readonly min: number; readonly max: number }) => fc.integer({ min, max });
const onOff = fc.boolean();

export const someRules: fc.Arbitrary<ReminderRules> = fc
  .record({
    hours: fc.constantFrom(
      null,
      { from: '10:00', to: '18:00' },
      { from: '08:00', to: '21:00' },
      { from: '11:30', to: '16:00' },
    ),
    openOn: fc.record({ sundays: onOff, publicHolidays: onOff }),
    appointments: fc.record({
      early: fc.record({ on: onOff, days: within(RULE_BOUNDS.earlyDays) }),
      late: fc.record({ on: onOff, days: within(RULE_BOUNDS.lateDays) }),
      afterNoShow: fc.record({ on: onOff }),
    }),
    surveys: fc.record({
      laterHours: within(RULE_BOUNDS.surveyLaterHours),
      reminder: fc.record({ on: onOff, afterHours: fc.option(within(RULE_BOUNDS.surveyReminderHours)) }),
    }),
    followUps: fc.record({ secondNote: fc.record({ on: onOff, afterDays: within(RULE_BOUNDS.secondNoteDays) }) }),
    caps: fc.record({ perWeek: within(RULE_BOUNDS.perWeek) }),
  })
  .filter(({ appointments: { early, late } }) => early.days > late.days);

export const after = (hours: number): Date => new Date(START + hours * HOUR_MS);

/** A plan of any kind as it was made by `live`, `aheadHours` after the start for something `hours` later. */
export const planned = (
  of: WaitingPlan['of'],
  live: RulesInForce,
  when: { readonly madeAt: number; readonly hours: number; readonly at?: ClinicPlace },
): WaitingPlan => {
  const allowed = timesUnder(when.at ?? place, { zone: 'Europe/London' }, live);
  const head = { clinicId: 'elm', clientRef: 'client-1', at: after(when.madeAt) };
  const about = after(when.madeAt + when.hours);
  switch (of) {
    case 'booking': {
      const endsAt = new Date(about.getTime() + HOUR_MS);
      const visit = { bookingId: 'b', sequence: 0, startsAt: about, endsAt, visitZone: 'Europe/London' };
      const fact = { ...head, ...visit, imported: false, what: 'booked' as const };
      return { of, clinicId: 'elm', ...planAppointments(undefined, fact, allowed) };
    }
    case 'survey': {
      const later = (hours: number) => new Date(about.getTime() + hours * HOUR_MS);
      const times = {
        instrument: 'post-session@1',
        generation: 0,
        sessionId: 's',
        inviteAt: about,
        remindAt: later(24),
        closesAt: later(96),
      };
      const state = planSurveys(
        undefined,
        { ...head, what: 'planned', surveyId: 'f', sourceVersion: 1, times },
        allowed,
      );
      if (state === undefined) throw new Error('a planned form has a state');
      return { of, clinicId: 'elm', ...state };
    }
    case 'follow-up': {
      const fact = {
        ...head,
        sessionId: 's',
        sourceVersion: 1,
        dueOn: dateOf(about, 'Europe/London'),
        policyVersion: 'cadence@1',
      };
      return { of, clinicId: 'elm', ...planFollowUps(undefined, { ...fact, what: 'planned' }, allowed) };
    }
  }
};

const STATES: readonly Reminder['state'][] = [
  'planned',
  'planned',
  'planned',
  'held',
  'sending',
  'sent',
  'skipped',
  'withdrawn',
];

/** What became of each row meanwhile. */
export const lived = (plan: WaitingPlan, states: readonly number[]): WaitingPlan => ({
  ...plan,
  rows: plan.rows.map((row, index) => {
    const state = STATES[(states[index] ?? 0) % STATES.length] ?? 'planned';
    return row.state === 'planned' && state !== 'planned'
      ? { ...row, state, reason: state === 'withdrawn' ? 'BOOKING_CANCELLED' : 'SAFETY_HOLD' }
      : row;
  }),
});

/** The rows as they are once the changed ones are stored. */
export const stored = (plan: WaitingPlan, changed: readonly Reminder[]): WaitingPlan => {
  const next = new Map(changed.map((row) => [row.id, row]));
  const fresh = changed.filter(({ id }) => !plan.rows.some((row) => row.id === id));
  return { ...plan, rows: [...plan.rows.map((row) => next.get(row.id) ?? row), ...fresh] };
};
