import { addDays, daysBetween, isPublicHoliday, weekdayOf } from '@aftercare/kernel';
import type { LocalDate, Weekday } from '@aftercare/kernel';
import fc from 'fast-check';
import type { BurdenWindow, CadenceSignals } from './adjustments.js';
import { nextVisit } from './cadence.js';
import { RULE_ORDER } from './cadence-input.js';
import type { CadenceInput, ClientWish } from './cadence-input.js';

const START = '2026-01-01';
const date = (most = 800) => fc.integer({ min: 0, max: most }).map((days) => addDays(START, days));
const weekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

const wish = fc.oneof(
  fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 7, max: 56 }) }),
  fc.record({ kind: fc.constant('pause' as const), until: date() }),
  fc.record({ kind: fc.constant('none' as const) }),
) satisfies fc.Arbitrary<ClientWish>;

const burdenWindow: fc.Arbitrary<BurdenWindow> = fc.record({
  startsOn: date(),
  endsOn: date(),
  days: fc.integer({ min: 28, max: 55 }),
  burdenDays: fc.integer({ min: 0, max: 28 }),
  headacheDays: maybe(fc.integer({ min: 0, max: 28 })),
  complete: fc.double({ min: 0, max: 1, noNaN: true }),
});

const signals: fc.Arbitrary<CadenceSignals> = fc.record({
  stressPeriods: fc.array(fc.record({ from: date(), to: date() }), { maxLength: 3 }),
  stress: maybe(fc.integer({ min: 0, max: 10 })),
  series: maybe(fc.record({ length: fc.integer({ min: 1, max: 20 }), number: fc.integer({ min: 0, max: 20 }) })),
  burdenWindows: fc.array(burdenWindow, { maxLength: 3 }),
  riseConfirmedFor: maybe(date()),
  unwantedEffect: maybe(fc.record({ worst: maybe(fc.integer({ min: 1, max: 10 })), over36Hours: fc.boolean() })),
});

const technique = fc.record({
  code: fc.constantFrom('swedish', 'deep-tissue', 'x'),
  intervalDays: fc.integer({ min: 1, max: 90 }),
  neverUnderDays: fc.integer({ min: 0, max: 60 }),
});

const input: fc.Arbitrary<CadenceInput> = date(700).chain((on) =>
  fc.record({
    session: fc.record({ on: fc.constant(on), bases: fc.array(technique, { maxLength: 3 }) }),
    openFlag: fc.option(fc.constantFrom('E' as const, 'U' as const, 'R' as const), { nil: null, freq: 9 }),
    unreachable: fc.option(fc.constantFrom('NO_CONSENT' as const, 'CONTACT_BAD' as const, 'ARCHIVED' as const), {
      nil: null,
      freq: 9,
    }),
    hasFutureBooking: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    practitionerInterval: maybe(fc.record({ days: fc.integer({ min: 7, max: 56 }) })),
    clientWish: maybe(wish),
    signals,
    calendar: fc.record({
      openWeekdays: fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 }),
      closureDays: fc.array(
        fc.integer({ min: 0, max: 60 }).map((days) => addDays(on, days)),
        { maxLength: 12 },
      ),
      holidayRegion: fc.constantFrom(null, 'GB-ENG', 'US-NY', 'AU-NSW'),
      preferredWeekday: maybe(weekday),
    }),
    leadDays: fc.integer({ min: 0, max: 7 }),
    notBefore: fc.integer({ min: 0, max: 60 }).map((days) => addDays(on, days)),
  }),
);

const noWish: fc.Arbitrary<CadenceInput> = input.map((one) => ({
  ...one,
  practitionerInterval: null,
  clientWish: null,
}));

const isClosed = (day: LocalDate, { calendar }: CadenceInput): boolean =>
  weekdayOf(day) === 7 ||
  !calendar.openWeekdays.includes(weekdayOf(day)) ||
  calendar.closureDays.includes(day) ||
  (calendar.holidayRegion !== null && isPublicHoliday(day, calendar.holidayRegion));

const RUNS = { numRuns: 500 };

describe('cadence@1, for any client', () => {
  it('names a day within two to four weeks unless practitioner or client chose otherwise', () => {
    fc.assert(
      fc.property(noWish, (one) => {
        const decision = nextVisit(one);
        if (decision.kind === 'hold') return;
        const day = daysBetween(one.session.on, decision.dueOn);
        expect(day).toBeGreaterThanOrEqual(14);
        expect(day).toBeLessThanOrEqual(28);
      }),
      RUNS,
    );
  });

  it('never names a Sunday, a public holiday or a closed day, nor one before the plan was made', () => {
    fc.assert(
      fc.property(input, (one) => {
        const decision = nextVisit(one);
        if (decision.kind === 'hold') return;
        expect(isClosed(decision.dueOn, one)).toBe(false);
        expect(decision.dueOn >= one.notBefore).toBe(true);
      }),
      RUNS,
    );
  });

  it('finds a day whenever the window has one, and nothing holds', () => {
    fc.assert(
      fc.property(noWish, (one) => {
        const free = { ...one, openFlag: null, unreachable: null, hasFutureBooking: false };
        const never = Math.min(28, Math.max(14, ...one.session.bases.map(({ neverUnderDays }) => neverUnderDays)));
        const open = Array.from({ length: 29 - never }, (_, index) => addDays(one.session.on, never + index)).filter(
          (day) => day >= one.notBefore && !isClosed(day, one),
        );
        expect(nextVisit(free).kind).toBe(open.length > 0 ? 'due' : 'hold');
      }),
      RUNS,
    );
  });

  it('gives the same answer for the same input, whatever was asked in between', () => {
    fc.assert(
      fc.property(input, input, (one, other) => {
        const first = JSON.stringify(nextVisit(one));
        nextVisit(other);
        expect(JSON.stringify(nextVisit(structuredClone(one)))).toBe(first);
      }),
      RUNS,
    );
  });

  it('lists its reasons in the order of the rules, and those that apply add up to the day', () => {
    fc.assert(
      fc.property(input, (one) => {
        const decision = nextVisit(one);
        const places = decision.reasons.map(({ rule }) => RULE_ORDER.indexOf(rule));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(decision.policyVersion).toBe('cadence@1');
        if (decision.kind === 'hold') return;
        const sum = decision.reasons.reduce((total, { days, applied }) => total + (applied ? days : 0), 0);
        expect(sum).toBe(daysBetween(one.session.on, decision.dueOn));
      }),
      RUNS,
    );
  });

  it('lets a flag win over everything, then what cannot be reached, then a booking', () => {
    fc.assert(
      fc.property(input, (one) => {
        const decision = nextVisit(one);
        const rule = decision.kind === 'hold' ? decision.rule : 'due';
        if (one.openFlag !== null) expect(rule).toBe('H1');
        else if (one.unreachable !== null) expect(rule).toBe('H2');
        else if (one.hasFutureBooking) expect(rule).toBe('H3');
        else expect(['H5', 'C', 'due']).toContain(rule);
      }),
      RUNS,
    );
  });

  it('lets "none" and a running pause of the client win over any interval of the practitioner, and shows both', () => {
    const without = { openFlag: null, unreachable: null, hasFutureBooking: false };
    const stopping: fc.Arbitrary<Exclude<ClientWish, { readonly kind: 'days' }>> = fc.oneof(
      fc.constant({ kind: 'none' as const }),
      fc.record({ kind: fc.constant('pause' as const), until: date() }),
    );
    fc.assert(
      fc.property(input, stopping, fc.integer({ min: 7, max: 56 }), (one, clientWish, days) => {
        const decision = nextVisit({ ...one, ...without, clientWish, practitionerInterval: { days } });
        expect(decision.disagree).toBe(true);
        if (clientWish.kind === 'none') expect(decision).toMatchObject({ kind: 'hold', rule: 'H5', reason: 'STOPPED' });
        else if (decision.kind === 'due') expect(decision.dueOn > clientWish.until).toBe(true);
        if (decision.kind === 'hold' && decision.rule !== 'H5') return;
        expect(decision.reasons).toContainEqual(expect.objectContaining({ rule: 'H4', days }));
      }),
      RUNS,
    );
  });

  it('never counts anybody as lapsed before day 42, nor before the day that it names', () => {
    fc.assert(
      fc.property(input, (one) => {
        const decision = nextVisit(one);
        expect(daysBetween(one.session.on, decision.lapsesOn)).toBeGreaterThanOrEqual(42);
        if (decision.kind === 'due') expect(decision.lapsesOn > decision.dueOn).toBe(true);
      }),
      RUNS,
    );
  });
});
