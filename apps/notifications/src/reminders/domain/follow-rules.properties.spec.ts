import * as fc from 'fast-check';
import { after, lived, place, planned, someRules, stored } from '../testing/waiting-situations.js';
import { isTimedByRule } from './follow-rules.js';
import { rowsUnderRules } from './owed-by-plan.js';
import type { WaitingPlan } from './owed-by-plan.js';
import { isStepOn, SHIPPED_RULES, timesUnder } from './rules.js';
import type { RulesInForce } from './rules.js';
import { isAllowedAt } from './timing.js';

const places = { before: place, after: place };

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
      expect(rowsUnderRules(plan, places, { from: live, to: { ...live, version: 5 }, at })).toEqual([]);
    });
  });

  it('change nothing more once they were carried out: a sitting that is repeated is one', () => {
    holds(({ plan, live, next, at }) => {
      const change = { from: live, to: next, at };
      const once = stored(plan, rowsUnderRules(plan, places, change));
      expect(rowsUnderRules(once, places, change)).toEqual([]);
    });
  });

  it('touch no row that is on its way or over, and bring none back that something else ended', () => {
    holds(({ plan, live, next, at }) => {
      const closed = new Map(
        plan.rows.filter(({ state }) => state !== 'planned' && state !== 'held').map((row) => [row.id, row]),
      );
      const changed = rowsUnderRules(plan, places, { from: live, to: next, at });
      expect(changed.filter(({ id }) => closed.has(id))).toEqual([]);
    });
  });

  it('never make a message due in the past, nor one that is of no use when it comes', () => {
    holds(({ plan, live, next, at }) => {
      const waiting = rowsUnderRules(plan, places, { from: live, to: next, at }).filter(
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
      const moved = rowsUnderRules(plan, places, { from: live, to: next, at }).filter(
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
      const rows = stored(plan, rowsUnderRules(plan, places, { from: live, to: next, at })).rows;
      const open = rows.filter(({ state }) => state === 'planned' || state === 'held');
      expect(open.filter((row) => !isStepOn(row, next) && isStepOn(row, live))).toEqual([]);
    });
  });

  it('have what waits by rule wait for their own time, whatever rules came between', () => {
    fc.assert(
      fc.property(situation, someRules, (one, between) => {
        const { plan, live, next, at } = given(one);
        const [middle, last] = [
          { version: 5, rules: between },
          { ...next, version: 6 },
        ];
        const there = stored(plan, rowsUnderRules(plan, places, { from: live, to: middle, at }));
        const { rows } = stored(there, rowsUnderRules(there, places, { from: middle, to: last, at }));
        const own = new Map(planned(one.of, last, one).rows.map((row) => [row.id, row]));
        for (const row of rows) {
          const to = own.get(row.id);
          const isJudged = row.state === 'planned' && row.dueAt > at && isTimedByRule(row);
          if (isJudged && to?.state === 'planned' && to.dueAt > at) expect(row.dueAt).toEqual(to.dueAt);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('find a step again that the rules in between would have asked for too late', () => {
    const early = (version: number, days: number): RulesInForce => {
      const { appointments } = SHIPPED_RULES.rules;
      return {
        version,
        rules: { ...SHIPPED_RULES.rules, appointments: { ...appointments, early: { ...appointments.early, days } } },
      };
    };
    // Just under six days ahead: four days before is a step, five are too many.
    const plan = planned('booking', early(4, 3), { madeAt: 0, hours: 143 });
    const there = stored(plan, rowsUnderRules(plan, places, { from: early(4, 3), to: early(5, 5), at: after(1) }));
    const change = { from: early(5, 5), to: early(6, 4), at: after(2) };
    const [row] = rowsUnderRules(there, places, change).filter(({ kind }) => kind === '72h');
    const [own] = planned('booking', early(6, 4), { madeAt: 0, hours: 143 }).rows.filter(({ kind }) => kind === '72h');
    expect(row?.dueAt).toEqual(own?.dueAt);
    expect(own).toBeDefined();
  });

  it('are undone by the ones before, as far as the times are still ahead', () => {
    holds(({ plan, live, next, at }) => {
      const there = stored(plan, rowsUnderRules(plan, places, { from: live, to: next, at }));
      const again = { ...live, version: 6 };
      const back = stored(there, rowsUnderRules(there, places, { from: next, to: again, at }));
      const was = new Map(plan.rows.map((row) => [row.id, row]));
      for (const row of back.rows) {
        const before = was.get(row.id);
        if (before?.state !== 'planned' || before.dueAt <= at || row.history.length === before.history.length) continue;
        expect([row.state, row.dueAt]).toEqual(['planned', before.dueAt]);
      }
    });
  });
});
