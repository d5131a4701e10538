import * as fc from 'fast-check';
import { dateOf } from '@aftercare/kernel';
import { rowsUnderRules } from './owed-by-plan.js';
import type { WaitingPlan } from './owed-by-plan.js';
import { planAppointments } from './plan-appointments.js';
import { planFollowUps } from './plan-follow-ups.js';
import { planSurveys } from './plan-surveys.js';
import type { Reminder } from './reminder.js';
import { isStepOn, RULE_BOUNDS, SHIPPED_RULES, timesUnder } from './rules.js';
import type { ReminderRules, RulesInForce } from './rules.js';
import { isAllowedAt } from './timing.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2027-03-01T00:00:00Z');
const place = {
  zone: 'Europe/London',
  quietHours: { from: '09:00', to: '20:00' },
  closureDays: ['2027-03-19'],
  holidayRegion: 'GB-ENG',
};

const within = ({ min, max }: { readonly min: number; readonly max: number }) => fc.integer({ min, max });
const onOff = fc.boolean();

const someRules: fc.Arbitrary<ReminderRules> = fc
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

const after = (hours: number): Date => new Date(START + hours * HOUR_MS);

/** A plan of any kind as it was made by `live`, `aheadHours` after the start for something `hours` later. */
const planned = (
  of: WaitingPlan['of'],
  live: RulesInForce,
  when: { readonly madeAt: number; readonly hours: number },
): WaitingPlan => {
  const allowed = timesUnder(place, { zone: 'Europe/London' }, live);
  const head = { clinicId: 'elm', clientRef: 'client-1', at: after(when.madeAt) };
  const about = after(when.madeAt + when.hours);
  switch (of) {
    case 'booking': {
      const endsAt = new Date(about.getTime() + HOUR_MS);
      const fact = {
        ...head,
        bookingId: 'b',
        sequence: 0,
        startsAt: about,
        endsAt,
        visitZone: 'Europe/London',
        imported: false,
      };
      return { of, clinicId: 'elm', ...planAppointments(undefined, { ...fact, what: 'booked' }, allowed) };
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
const lived = (plan: WaitingPlan, states: readonly number[]): WaitingPlan => ({
  ...plan,
  rows: plan.rows.map((row, index) => {
    const state = STATES[(states[index] ?? 0) % STATES.length] ?? 'planned';
    return row.state === 'planned' && state !== 'planned'
      ? { ...row, state, reason: state === 'withdrawn' ? 'BOOKING_CANCELLED' : 'SAFETY_HOLD' }
      : row;
  }),
});

const situation = fc.record({
  of: fc.constantFrom<WaitingPlan['of']>('booking', 'survey', 'follow-up'),
  from: fc.oneof(fc.constant(SHIPPED_RULES.rules), someRules),
  to: someRules,
  madeAt: fc.integer({ min: 0, max: 48 }),
  hours: fc.integer({ min: 1, max: 600 }),
  changedAfter: fc.integer({ min: 0, max: 400 }),
  states: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

const given = ({ of, from, to, madeAt, hours, changedAfter, states }: Situation) => {
  const [live, next] = [
    { version: 4, rules: from },
    { version: 5, rules: to },
  ];
  const plan = lived(planned(of, live, { madeAt, hours }), states);
  return { plan, live, next, at: after(madeAt + changedAfter) };
};

/** The rows as they are once the changed ones are stored. */
const stored = (plan: WaitingPlan, changed: readonly Reminder[]): WaitingPlan => {
  const next = new Map(changed.map((row) => [row.id, row]));
  const fresh = changed.filter(({ id }) => !plan.rows.some((row) => row.id === id));
  return { ...plan, rows: [...plan.rows.map((row) => next.get(row.id) ?? row), ...fresh] };
};

const holds = (property: (at: ReturnType<typeof given>) => void): void => {
  fc.assert(
    fc.property(situation, (one) => {
      property(given(one));
    }),
    { numRuns: 500 },
  );
};

describe('rules that follow others', () => {
  it('change nothing where they say the same', () => {
    holds(({ plan, live, at }) => {
      expect(rowsUnderRules(plan, place, { from: live, to: { ...live, version: 5 }, at })).toEqual([]);
    });
  });

  it('change nothing more once they were carried out: a sitting that is repeated is one', () => {
    holds(({ plan, live, next, at }) => {
      const change = { from: live, to: next, at };
      const once = stored(plan, rowsUnderRules(plan, place, change));
      expect(rowsUnderRules(once, place, change)).toEqual([]);
    });
  });

  it('touch no row that is on its way or over, and bring none back that something else ended', () => {
    holds(({ plan, live, next, at }) => {
      const closed = new Map(
        plan.rows.filter(({ state }) => state !== 'planned' && state !== 'held').map((row) => [row.id, row]),
      );
      const changed = rowsUnderRules(plan, place, { from: live, to: next, at });
      expect(changed.filter(({ id }) => closed.has(id))).toEqual([]);
    });
  });

  it('never make a message due in the past, nor one that is of no use when it comes', () => {
    holds(({ plan, live, next, at }) => {
      const waiting = rowsUnderRules(plan, place, { from: live, to: next, at }).filter(
        ({ state }) => state === 'planned',
      );
      for (const row of waiting) {
        expect(row.dueAt.getTime()).toBeGreaterThan(at.getTime());
        expect(row.dueAt.getTime()).toBeLessThan(row.notAfter.getTime());
      }
    });
  });

  it('place every row that they move within the hours and days that they allow, and name themselves in it', () => {
    const allowed = (rules: RulesInForce) => timesUnder(place, { zone: 'Europe/London' }, rules);
    holds(({ plan, live, next, at }) => {
      const moved = rowsUnderRules(plan, place, { from: live, to: next, at }).filter(
        ({ state }) => state === 'planned',
      );
      for (const row of moved) {
        expect(isAllowedAt(row.dueAt, allowed(next), row.family !== 'appointment')).toBe(true);
        expect(row.ruleVersion).toMatch(/@1\/5$/u);
        expect(row.history.some(({ note }) => note === 'rules 4 -> 5')).toBe(true);
      }
    });
  });

  it('leave nothing waiting of a step that they dropped', () => {
    holds(({ plan, live, next, at }) => {
      const rows = stored(plan, rowsUnderRules(plan, place, { from: live, to: next, at })).rows;
      const open = rows.filter(({ state }) => state === 'planned' || state === 'held');
      expect(open.filter((row) => !isStepOn(row, next) && isStepOn(row, live))).toEqual([]);
    });
  });

  it('are undone by the ones before, as far as the times are still ahead', () => {
    holds(({ plan, live, next, at }) => {
      const there = stored(plan, rowsUnderRules(plan, place, { from: live, to: next, at }));
      const again = { ...live, version: 6 };
      const back = stored(there, rowsUnderRules(there, place, { from: next, to: again, at }));
      const was = new Map(plan.rows.map((row) => [row.id, row]));
      for (const row of back.rows) {
        const before = was.get(row.id);
        if (before?.state !== 'planned' || before.dueAt <= at || row.history.length === before.history.length) continue;
        expect([row.state, row.dueAt]).toEqual(['planned', before.dueAt]);
      }
    });
  });
});
