import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import moment from 'moment-timezone';
import { addDays, dateOf, daysBetween, localOf, nextTransitions, utcOf, weekdayOf } from './local-time.js';
import type { LocalDateTime } from './local-time.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The product's first day in its demo; "next" is counted from here. */
const SINCE = new Date('2026-03-01T00:00:00Z');
const TRANSITIONS = 10;
/** Kept now: another copy of the package would put itself in its place. */
const { tz } = moment;
const ZONES = tz.names();

/** A stretch of a zone's time with one offset, as the packaged table has it: a second reading of it, without the code under test. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offsetMs: number;
}

const stretchesOf = (name: string): readonly Stretch[] => {
  const { untils, offsets } = tz.zone(name) ?? { untils: [], offsets: [] };
  return untils.map((until, index) => ({
    from: untils[index - 1] ?? -Infinity,
    until: Number.isFinite(until) ? until : Infinity,
    offsetMs: -(offsets[index] ?? 0) * MINUTE_MS,
  }));
};

/** The first instant at which a wall in the zone shows `wall` (as if it were UTC), or else the first instant after the gap in which it lies. */
const firstInstant = (wall: number, stretches: readonly Stretch[]): number => {
  const showing = stretches.find(({ from, until, offsetMs }) => wall >= from + offsetMs && wall < until + offsetMs);
  if (showing !== undefined) return wall - showing.offsetMs;
  return stretches.find(({ from, offsetMs }) => from + offsetMs > wall)?.from ?? Number.NaN;
};

const asLocal = (wall: number): LocalDateTime => {
  const text = new Date(wall).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
};
const wallOf = ({ date, time }: LocalDateTime): number => Date.parse(`${date}T${time}:00Z`);

/** Wall times around a change of the clock: the day before, just before, at its first, middle and last minute, just after, the day after. */
const wallsAround = (transition: number, stretches: readonly Stretch[]): readonly number[] => {
  const before = stretches.find(({ until }) => until === transition)?.offsetMs ?? 0;
  const after = stretches.find(({ from }) => from === transition)?.offsetMs ?? 0;
  const [low, high] = [transition + Math.min(before, after), transition + Math.max(before, after)];
  const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS;
  const near = [low - MINUTE_MS, low, middle, high - MINUTE_MS, high, high + MINUTE_MS];
  return [low - DAY_MS, ...near, high + DAY_MS];
};

const changes = ZONES.flatMap((zone) => {
  const stretches = stretchesOf(zone);
  return nextTransitions(zone, SINCE, TRANSITIONS).map((at) => ({ zone, stretches, at: at.getTime() }));
});

describe('wall-clock arithmetic around the next ten clock changes of every zone', () => {
  it('is tried in every zone that people live by', () => {
    const changing = new Set(changes.map(({ zone }) => zone));
    expect(ZONES.length).toBeGreaterThan(500);
    expect(changing.size).toBeGreaterThan(200);
    expect(changes.length).toBeGreaterThanOrEqual(changing.size);
    expect(changes.filter(({ zone }) => zone === 'Europe/London')).toHaveLength(TRANSITIONS);
  });

  it('takes the first instant after the gap for a time that does not exist, the earlier one for a time that exists twice', () => {
    const wrong = changes.flatMap(({ zone, stretches, at }) =>
      wallsAround(at, stretches)
        .filter((wall) => utcOf(asLocal(wall), zone).getTime() !== firstInstant(wall, stretches))
        .map((wall) => `${zone} ${new Date(wall).toISOString()}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reads every instant as the wall shows it, on both sides of the change', () => {
    const wrong = changes.flatMap(({ zone, stretches, at }) =>
      [at - DAY_MS, at - MINUTE_MS, at, at + MINUTE_MS, at + DAY_MS].filter((instant) => {
        const offset = stretches.find(({ from, until }) => instant >= from && instant < until)?.offsetMs ?? 0;
        return wallOf(localOf(new Date(instant), zone)) !== Math.floor((instant + offset) / MINUTE_MS) * MINUTE_MS;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps ten o'clock at ten, however many days later and whatever the clocks did meanwhile", () => {
    const wrong = changes.flatMap(({ zone, at }) => {
      const date = dateOf(new Date(at - 7 * DAY_MS), zone);
      return [1, 7, 14, 21, 28].filter((days) => {
        const due = utcOf({ date: addDays(date, days), time: '10:00' }, zone);
        const shown = localOf(due, zone);
        return shown.time !== '10:00' || daysBetween(date, shown.date) !== days;
      });
    });
    expect(wrong).toEqual([]);
  });
});

describe('wall-clock arithmetic, for any zone and time', () => {
  const zone = fc.constantFrom(...ZONES);
  const day = fc.integer({ min: 0, max: 12 * 365 }).map((days) => addDays('2026-01-01', days));
  const time = fc.integer({ min: 0, max: 1439 }).map((minutes) => asLocal(minutes * MINUTE_MS).time);
  const RUNS = { numRuns: 3000 };

  it('agrees with the table of the zone', () => {
    fc.assert(
      fc.property(zone, day, time, (name, date, hhmm) => {
        const local = { date, time: hhmm };
        expect(utcOf(local, name).getTime()).toBe(firstInstant(wallOf(local), stretchesOf(name)));
      }),
      RUNS,
    );
  });

  it('never turns a later time on the wall into an earlier instant', () => {
    fc.assert(
      fc.property(zone, day, time, fc.integer({ min: 0, max: 3 * 1440 }), (name, date, hhmm, minutes) => {
        const local = { date, time: hhmm };
        const later = asLocal(wallOf(local) + minutes * MINUTE_MS);
        expect(utcOf(later, name).getTime()).toBeGreaterThanOrEqual(utcOf(local, name).getTime());
      }),
      RUNS,
    );
  });

  it('counts calendar days: adding and counting undo each other, and a week later is the same weekday', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(weekdayOf(addDays(date, 7 * days))).toBe(weekdayOf(date));
      }),
      RUNS,
    );
  });
});

const FILE = resolve(process.cwd(), '../shared/data/zones/zone_cases.jsonl');
const FOLLOW_UPS = 2130;

describe('reference answers for all zones', () => {
  it('are met by every "N days later at HH:MM"', () => {
    if (!existsSync(FILE)) {
      console.info(`left out: ${FOLLOW_UPS} reference answers of shared/data are not here`);
      return;
    }
    interface FollowUp {
      readonly kind: string;
      readonly zone: string;
      readonly session_end_utc: string;
      readonly days: number;
      readonly at: string;
      readonly expected_utc: string;
      readonly expected_local: string;
    }
    const cases = readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      // The file is one such record a line, written by another program.
      .map((line) => JSON.parse(line) as FollowUp)
      .filter(({ kind }) => kind === 'follow_up');
    const wrong = cases.filter(({ zone, session_end_utc, days, at, expected_utc, expected_local }) => {
      const due = utcOf({ date: addDays(dateOf(new Date(session_end_utc), zone), days), time: at }, zone);
      const { date, time } = localOf(due, zone);
      return due.getTime() !== Date.parse(expected_utc) || !expected_local.startsWith(`${date}T${time}`);
    });
    expect(wrong).toEqual([]);
    expect(cases).toHaveLength(FOLLOW_UPS);
  });
});
