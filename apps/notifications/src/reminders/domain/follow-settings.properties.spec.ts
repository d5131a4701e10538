import * as fc from 'fast-check';
import { after, lived, place, planned, someRules, stored } from '../testing/waiting-situations.js';
import { rowsUnderRules } from './owed-by-plan.js';
import type { ClinicPlace, ClinicPlaces, WaitingPlan } from './owed-by-plan.js';
import { SHIPPED_RULES, timesUnder } from './rules.js';
import { isAllowedAt, nominalDue } from './timing.js';

const ZONE = 'Europe/London';

const somePlace: fc.Arbitrary<ClinicPlace> = fc.record({
  zone: fc.constant(ZONE),
  quietHours: fc.constantFrom(
    { from: '09:00', to: '20:00' },
    { from: '08:00', to: '21:00' },
    { from: '10:00', to: '17:30' },
    { from: '12:00', to: '19:40' },
  ),
  closureDays: fc.subarray(['2027-03-03', '2027-03-08', '2027-03-09', '2027-03-19']),
  holidayRegion: fc.constantFrom(null, 'GB-ENG', 'GB-NIR'),
});

const situation = fc.record({
  of: fc.constantFrom<WaitingPlan['of']>('booking', 'survey', 'follow-up'),
  rules: fc.oneof(fc.constant(SHIPPED_RULES.rules), someRules),
  from: somePlace,
  to: somePlace,
  madeAt: fc.integer({ min: 0, max: 48 }),
  hours: fc.integer({ min: 1, max: 600 }),
  changedAfter: fc.integer({ min: 0, max: 400 }),
  states: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

const given = ({ of, rules, from, to, madeAt, hours, changedAfter, states }: Situation) => {
  const live = { version: 4, rules };
  const plan = lived(planned(of, live, { madeAt, hours, at: from }), states);
  const change = { from: live, to: live, at: after(madeAt + changedAfter), settings: { from: 7, to: 8 } };
  const places: ClinicPlaces = { before: from, after: to };
  return { plan, live, places, change, at: change.at, allowed: timesUnder(to, { zone: ZONE }, live) };
};

const holds = (property: (at: ReturnType<typeof given>) => void): void => {
  fc.assert(
    fc.property(situation, (one) => {
      property(given(one));
    }),
    { numRuns: 500 },
  );
};

describe('settings of a clinic that follow others', () => {
  it('change nothing where they say the same', () => {
    holds(({ plan, places, change }) => {
      const same = { before: places.before, after: { ...places.before } };
      expect(rowsUnderRules(plan, same, change)).toEqual([]);
    });
  });

  it('change nothing more once they were carried out: a sitting that is repeated is one', () => {
    holds(({ plan, places, change }) => {
      const once = stored(plan, rowsUnderRules(plan, places, change));
      expect(rowsUnderRules(once, places, change)).toEqual([]);
    });
  });

  it('touch no row that is on its way or over', () => {
    holds(({ plan, places, change }) => {
      const closed = plan.rows.filter(({ state }) => state !== 'planned').map(({ id }) => id);
      expect(rowsUnderRules(plan, places, change).filter(({ id }) => closed.includes(id))).toEqual([]);
    });
  });

  it('place every row that they move within the hours and days that they allow, and name themselves in it', () => {
    holds(({ plan, places, change, allowed }) => {
      const known = new Map(plan.rows.map((row) => [row.id, row]));
      for (const row of rowsUnderRules(plan, places, change)) {
        expect(isAllowedAt(row.dueAt, allowed, row.family !== 'appointment')).toBe(true);
        expect(row.ruleVersion).toMatch(/@1\/4$/u);
        expect(row.history.some(({ note }) => note === 'settings 7 -> 8')).toBe(true);
        if (known.has(row.id)) expect([row.state, row.reason]).toEqual(['planned', 'CLINIC_CHANGED']);
      }
    });
  });

  it('bring a reminder of a visit to its own time or before it, never later, and nothing into the past', () => {
    holds(({ plan, places, change, at }) => {
      for (const row of rowsUnderRules(plan, places, change)) {
        expect(row.dueAt.getTime()).toBeGreaterThanOrEqual(at.getTime());
        if (row.family !== 'appointment') continue;
        expect(row.dueAt.getTime()).toBeLessThanOrEqual(nominalDue(row.timing, ZONE).getTime());
        expect(row.timing).toEqual(plan.rows.find(({ id }) => id === row.id)?.timing);
      }
    });
  });

  it('are undone by the ones before, as far as the times are still ahead', () => {
    holds(({ plan, places, change, at }) => {
      const there = stored(plan, rowsUnderRules(plan, places, change));
      const opposite = { before: places.after, after: places.before };
      const back = stored(there, rowsUnderRules(there, opposite, { ...change, settings: { from: 8, to: 9 } }));
      for (const before of plan.rows.filter(({ state, dueAt }) => state === 'planned' && dueAt > at)) {
        const row = back.rows.find(({ id }) => id === before.id);
        const wasMoved = row !== undefined && row.history.length > before.history.length;
        // What had to leave at once has left.
        if (wasMoved && row.dueAt > at) expect(row.dueAt).toEqual(before.dueAt);
      }
    });
  });
});

describe('a reminder of a visit at half past seven in the evening', () => {
  const live = { version: 4, rules: SHIPPED_RULES.rules };
  const until = (to: string): ClinicPlace => ({ ...place, quietHours: { from: '09:00', to } });
  /** The visit is at half past eight in the morning of 16 March. */
  const plan = planned('booking', live, { madeAt: 24, hours: 14 * 24 + 8.5, at: until('20:00') });
  const dueAfter = (to: string, at: string): string | undefined => {
    const change = { from: live, to: live, at: new Date(at), settings: { from: 1, to: 2 } };
    const rows = stored(plan, rowsUnderRules(plan, { before: until('20:00'), after: until(to) }, change)).rows;
    return rows
      .find(({ kind }) => kind === '24h')
      ?.dueAt.toISOString()
      .slice(0, 16);
  };
  const present = plan.rows
    .find(({ kind }) => kind === '24h')
    ?.dueAt.toISOString()
    .slice(0, 16);

  it('moves with the end of the hours, and back', () => {
    expect(present).toMatch(/^2027-03-14T19:/u);
    expect(dueAfter('18:00', '2027-03-10T10:00:00Z')).toMatch(/^2027-03-14T17:[45]/u);
    expect(dueAfter('19:50', '2027-03-10T10:00:00Z')).toBe(present);
  });

  it('leaves at once where the hours end before it and their own evening is over', () => {
    expect(dueAfter('18:00', '2027-03-14T17:59:30Z')).toBe('2027-03-14T17:59');
  });

  it('keeps its time where it is too late for that as well', () => {
    expect(dueAfter('18:00', '2027-03-14T18:30:00Z')).toBe(present);
  });
});
