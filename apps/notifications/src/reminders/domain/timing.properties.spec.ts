import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  addDays,
  dateOf,
  inWindow,
  isKnownZone,
  isPublicHoliday,
  localOf,
  nextTransitions,
  utcOf,
  weekdayOf,
} from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import fc from 'fast-check';
import { isAllowedAt, nextAllowed, nextMorning, nominalDue, place } from './timing.js';
import type { AllowedTimes } from './timing.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-03-01T00:00:00Z');
const ZONES = Intl.supportedValuesOf('timeZone').filter(isKnownZone);

const zone = fc.constantFrom(...ZONES);
const anyInstant = fc
  .integer({ min: 0, max: 5 * 365 * 24 * 60 })
  .map((minutes) => new Date(START + minutes * MINUTE_MS));
/** Instants near a change of the clock find more than any others. */
const instantIn = (name: string): fc.Arbitrary<Date> => {
  const changes = nextTransitions(name, new Date(START), 10);
  if (changes.length === 0) return anyInstant;
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * 1440, max: 3 * 1440 }))
    .map(([change, minutes]) => new Date(change.getTime() + minutes * MINUTE_MS));
  return fc.oneof(anyInstant, near);
};

const hhmm = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Hours that a clinic may set: at least two of them, within 08:00 to 21:00. */
const hours = fc
  .tuple(fc.integer({ min: 8 * 60, max: 12 * 60 }), fc.integer({ min: 14 * 60, max: 21 * 60 }))
  .map(([from, to]) => ({ from: hhmm(from), to: hhmm(to) }));

interface Situation {
  readonly due: Date;
  readonly allowed: AllowedTimes;
  readonly spread: number;
}
const situation: fc.Arbitrary<Situation> = zone.chain((name) =>
  instantIn(name).chain((due) =>
    fc.record({
      due: fc.constant(due),
      spread: fc.nat(),
      allowed: fc.record({
        zone: fc.constant(name),
        hours: fc.oneof(fc.constant({ from: '09:00', to: '20:00' }), hours),
        closureDays: fc.array(
          fc.integer({ min: -2, max: 6 }).map((days) => addDays(dateOf(due, name), days)),
          { maxLength: 5 },
        ),
        holidayRegion: fc.constantFrom(null, 'GB-ENG', 'DE-BY', 'US-NY', 'AU-NSW'),
      }),
    }),
  ),
);

const isClosed = (date: LocalDate, { closureDays, holidayRegion }: AllowedTimes): boolean =>
  weekdayOf(date) === 7 ||
  closureDays.includes(date) ||
  (holidayRegion !== null && isPublicHoliday(date, holidayRegion));
/** The rule in its own words, beside the code under test. */
const mayBeWritten = (at: Date, allowed: AllowedTimes, isRoutine: boolean): boolean => {
  const { date, time } = localOf(at, allowed.zone);
  return inWindow(time, allowed.hours) && !(isRoutine && isClosed(date, allowed));
};

const RUNS = { numRuns: 600 };

describe('the times at which somebody may be written to, in any zone', () => {
  it('end no message in the night, whichever way it moves', () => {
    fc.assert(
      fc.property(situation, fc.constantFrom('earlier', 'later', 'later-on-open-days'), (one, move) => {
        const { dueAt } = place(one.due, one.allowed, { move, spread: one.spread });
        expect(mayBeWritten(dueAt, one.allowed, move === 'later-on-open-days')).toBe(true);
      }),
      RUNS,
    );
  });

  it('move an appointment reminder earlier, never later, and by less than a day and a clock change', () => {
    fc.assert(
      fc.property(situation, ({ due, allowed, spread }) => {
        const { dueAt, reason } = place(due, allowed, { move: 'earlier', spread });
        expect(dueAt.getTime()).toBeLessThanOrEqual(due.getTime());
        expect(due.getTime() - dueAt.getTime()).toBeLessThanOrEqual(DAY_MS + 2 * HOUR_MS);
        expect(reason).toBe(dueAt.getTime() === due.getTime() ? undefined : 'QUIET_HOURS');
      }),
      RUNS,
    );
  });

  it('move everything else later, never earlier, and to the first minute that is allowed', () => {
    fc.assert(
      fc.property(situation, fc.boolean(), ({ due, allowed, spread }, isRoutine) => {
        const { dueAt } = place(due, allowed, { move: isRoutine ? 'later-on-open-days' : 'later', spread });
        expect(dueAt.getTime()).toBeGreaterThanOrEqual(due.getTime());
        // Every quarter of an hour before it is forbidden: it waits for nothing else.
        for (let at = due.getTime(); at < dueAt.getTime(); at += 15 * MINUTE_MS)
          expect([new Date(at), mayBeWritten(new Date(at), allowed, isRoutine)]).toEqual([new Date(at), false]);
      }),
      { numRuns: 150 },
    );
  });

  it('leave alone what falls into them, and what may leave at any hour', () => {
    fc.assert(
      fc.property(situation, ({ due, allowed, spread }) => {
        expect(place(due, allowed, { move: 'none', spread })).toEqual({ dueAt: due });
        for (const move of ['earlier', 'later', 'later-on-open-days'] as const) {
          const once = place(due, allowed, { move, spread }).dueAt;
          expect(place(once, allowed, { move, spread })).toEqual({ dueAt: once });
        }
      }),
      RUNS,
    );
  });

  it('say why something moved: by the day where it is closed, by the hour otherwise', () => {
    fc.assert(
      fc.property(situation, ({ due, allowed, spread }) => {
        const { dueAt, reason } = place(due, allowed, { move: 'later-on-open-days', spread });
        const closed = isClosed(dateOf(due, allowed.zone), allowed);
        const moved = dueAt.getTime() !== due.getTime();
        expect(reason).toBe(moved ? (closed ? 'CLOSED_DAY' : 'QUIET_HOURS') : undefined);
      }),
      RUNS,
    );
  });

  it('are the same ones when a decision is made as when it is planned', () => {
    fc.assert(
      fc.property(situation, fc.boolean(), ({ due, allowed }, isRoutine) => {
        expect(isAllowedAt(due, allowed, isRoutine)).toBe(mayBeWritten(due, allowed, isRoutine));
        expect(isAllowedAt(nextAllowed(due, allowed, isRoutine), allowed, isRoutine)).toBe(true);
      }),
      RUNS,
    );
  });

  it('give whoever asks for another day an opening of an open day after today', () => {
    fc.assert(
      fc.property(situation, ({ due, allowed }) => {
        const morning = nextMorning(due, allowed, true);
        const { date, time } = localOf(morning, allowed.zone);
        expect(date > dateOf(due, allowed.zone)).toBe(true);
        expect([isClosed(date, allowed), time]).toEqual([false, allowed.hours.from]);
      }),
      RUNS,
    );
  });
});

describe('a reminder so many days before a visit, in any zone', () => {
  it('comes at the time of day of the visit, on the calendar day before, over every change of the clock', () => {
    fc.assert(
      fc.property(
        zone.chain((name) => fc.tuple(fc.constant(name), instantIn(name))),
        fc.constantFrom(1, 3),
        zone,
        ([visitZone, startsAt], days, clientZone) => {
          const visit = localOf(startsAt, visitZone);
          const due = nominalDue({ rule: 'days-before', days, startsAt, visitZone }, clientZone);
          const shown = localOf(due, visitZone);
          expect(due.getTime()).toBe(
            utcOf({ date: addDays(visit.date, -days), time: visit.time }, visitZone).getTime(),
          );
          const asked = `${addDays(visit.date, -days)} ${visit.time}`;
          // Only a time that the clocks leave out that day is shown as another one, and then as a later one.
          const said = `${shown.date} ${shown.time}`;
          if (said !== asked) expect([said > asked, utcOf(shown, visitZone)]).toEqual([true, due]);
          expect(due.getTime()).toBeLessThan(startsAt.getTime());
        },
      ),
      RUNS,
    );
  });
});

const FILE = resolve(process.cwd(), '../shared/data/zones/zone_cases.jsonl');
const NIGHTS = 1264;

describe('reference answers for all zones', () => {
  it('are met by what falls due near the night', () => {
    if (!existsSync(FILE)) {
      console.info(`left out: ${NIGHTS} reference answers of shared/data are not here`);
      return;
    }
    interface Night {
      readonly kind: string;
      readonly zone: string;
      readonly candidate_utc: string;
      readonly expected_utc: string;
      readonly moved: boolean;
    }
    const cases = readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      // The file is one such record a line, written by another program.
      .map((line) => JSON.parse(line) as Night)
      .filter(({ kind }) => kind === 'quiet_hours');
    const wrong = cases.filter((one) => {
      const allowed = {
        ...{ zone: one.zone, hours: { from: '09:00', to: '20:00' } },
        ...{ closureDays: [], holidayRegion: null },
      };
      const { dueAt, reason } = place(new Date(one.candidate_utc), allowed, { move: 'later', spread: 0 });
      return dueAt.getTime() !== Date.parse(one.expected_utc) || (reason === 'QUIET_HOURS') !== one.moved;
    });
    expect(wrong).toEqual([]);
    expect(cases).toHaveLength(NIGHTS);
  });
});
