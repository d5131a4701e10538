import { addDays, dateOf, inWindow, localOf, nextTransitions, weekdayOf } from '@aftercare/kernel';
import fc from 'fast-check';
import moment from 'moment-timezone';
import { homeOf } from './home.js';
import { SHIPPED_RULES, timesUnder } from './rules.js';
import { closingAfter, isAllowedAt, nextAllowed, nextMorning, place } from './timing.js';
import type { AllowedTimes } from './timing.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-03-01T00:00:00Z');

/** Kept now: another copy of the package would put itself in its place. */
const { tz } = moment;
/** Every zone that the data name for a country, those with the same clock as well. */
const zonesOf = (country: string): readonly string[] => tz.zonesForCountry(country);

/** Antarctica and the outlying islands of the US: too wide for any common hour, and nobody has a number of theirs. */
const WITHOUT_NUMBERS: readonly string[] = ['AQ', 'UM'];
/** Those with several clocks most of all. */
const country = fc.oneof(
  fc.constantFrom('US', 'AU', 'RU', 'CA', 'BR', 'MX', 'ID', 'NZ', 'KI', 'CL', 'ES', 'PT'),
  fc.constantFrom(...tz.countries().filter((name) => !WITHOUT_NUMBERS.includes(name))),
);
const clinicZone = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Sydney', 'Asia/Kolkata');
/** The last is too short for the widest country. */
const hours = fc.constantFrom(
  { from: '09:00', to: '20:00' },
  { from: '08:00', to: '21:00' },
  { from: '10:00', to: '18:30' },
);

/** Instants near a change of a clock find more than any others. */
const instantIn = (name: string): fc.Arbitrary<Date> => {
  const changes = zonesOf(name).flatMap((zone) => nextTransitions(zone, new Date(START), 6));
  const any = fc.integer({ min: 0, max: 3 * 365 * 24 * 4 }).map((quarters) => START + quarters * 15 * MINUTE_MS);
  const near = fc
    .tuple(fc.constantFrom(START, ...changes.map(Number)), fc.integer({ min: -8 * 24 * 4, max: 8 * 24 * 4 }))
    .map(([change, quarters]) => change + quarters * 15 * MINUTE_MS);
  return fc.oneof(any, near).map((at) => new Date(at));
};

interface Situation {
  readonly name: string;
  readonly due: Date;
  readonly allowed: AllowedTimes;
  readonly spread: number;
}
const situation: fc.Arbitrary<Situation> = country.chain((name) =>
  fc
    .record({ due: instantIn(name), clinic: clinicZone, quietHours: hours, spread: fc.nat() })
    .map(({ due, clinic, quietHours, spread }) => {
      const closureDays = [addDays(dateOf(due, clinic), 1)];
      const home = homeOf({ zone: null, country: name }, clinic);
      const settings = { quietHours, closureDays, holidayRegion: null };
      return { name, due, spread, allowed: timesUnder(settings, home, SHIPPED_RULES) };
    }),
);

/** The rule in its own words: inside the hours wherever the client may be, on a day that is open there. */
const mayBeWritten = (at: Date, { name, allowed }: Situation, isRoutine: boolean): boolean =>
  zonesOf(name).every((zone) => {
    const { date, time } = localOf(at, zone);
    const isOpen = weekdayOf(date) !== 7 && !allowed.closureDays.includes(date);
    return inWindow(time, allowed.hours) && (isOpen || !isRoutine);
  });

const RUNS = { numRuns: 500 };
const whenever = (title: string, holds: (one: Situation) => void): void => {
  it(title, () => {
    fc.assert(fc.property(situation, holds), RUNS);
  });
};

describe('a client without a zone', () => {
  whenever('is written to only inside the hours of every zone of the country of their number', (one) => {
    const { due, allowed, spread } = one;
    for (const isRoutine of [false, true]) {
      expect(isAllowedAt(due, allowed, isRoutine)).toBe(mayBeWritten(due, one, isRoutine));
      expect(mayBeWritten(nextAllowed(due, allowed, isRoutine), one, isRoutine)).toBe(true);
    }
    for (const move of ['earlier', 'later', 'later-on-open-days'] as const) {
      const { dueAt } = place(due, allowed, { move, spread });
      expect([move, dueAt, mayBeWritten(dueAt, one, move === 'later-on-open-days')]).toEqual([move, dueAt, true]);
    }
  });

  whenever('gets a reminder of a visit earlier, never later, and by two days at most', ({ due, allowed, spread }) => {
    const { dueAt } = place(due, allowed, { move: 'earlier', spread });
    expect(dueAt.getTime()).toBeLessThanOrEqual(due.getTime());
    expect(due.getTime() - dueAt.getTime()).toBeLessThanOrEqual(2 * DAY_MS);
  });

  whenever('waits for nothing but the hours: every quarter of an hour before is forbidden somewhere', (one) => {
    const { dueAt } = place(one.due, one.allowed, { move: 'later', spread: 0 });
    for (let at = one.due.getTime(); at < dueAt.getTime(); at += 15 * MINUTE_MS)
      expect([new Date(at), mayBeWritten(new Date(at), one, false)]).toEqual([new Date(at), false]);
  });

  whenever('who asks for another day gets an open one after today', (one) => {
    const morning = nextMorning(one.due, one.allowed, true);
    expect(dateOf(morning, one.allowed.zone) > dateOf(one.due, one.allowed.zone)).toBe(true);
    expect(mayBeWritten(morning, one, true)).toBe(true);
  });

  whenever('has no text in the queue of a provider when the first of the zones goes to sleep', (one) => {
    const opening = nextAllowed(one.due, one.allowed, false);
    const end = closingAfter(opening, one.allowed);
    expect(mayBeWritten(new Date(end.getTime() - 1), one, false)).toBe(true);
    expect(mayBeWritten(end, one, false)).toBe(false);
  });
});
