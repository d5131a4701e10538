import { rowsUnderRules } from './owed-by-plan.js';
import type { ClinicPlaces } from './owed-by-plan.js';
import { after, place, planned } from '../testing/waiting-situations.js';
import { SHIPPED_RULES } from './rules.js';

describe('what a change means for rows of somebody who moved to another zone', () => {
  const waiting = planned('booking', SHIPPED_RULES, { madeAt: 10, hours: 480 });
  const change = { from: SHIPPED_RULES, to: SHIPPED_RULES, at: after(34), settings: { from: 1, to: 2 } };
  const places: ClinicPlaces = { before: place, after: { ...place, quietHours: { from: '09:00', to: '10:00' } } };
  const moved = { ...waiting, rows: waiting.rows.map((row) => ({ ...row, zone: 'Australia/Sydney' })) };
  const timesOf = (rows: typeof waiting.rows): readonly string[] =>
    rowsUnderRules({ ...moved, rows }, places, change).map(({ kind, dueAt }) => `${kind} ${dueAt.toISOString()}`);

  it('is reckoned where they live now, though a row that staff hold stayed in the zone of before', () => {
    const [first, ...rest] = moved.rows;
    if (first === undefined) throw new Error('a visit that far ahead has a confirmation');
    const held = { ...first, state: 'held' as const, zone: 'Europe/London' };
    const alone = timesOf(rest);
    expect(alone.length).toBeGreaterThan(0);
    expect(timesOf([held, ...rest])).toEqual(alone);
  });
});
