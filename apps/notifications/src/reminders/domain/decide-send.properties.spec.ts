import { localOf, weekdayOf } from '@aftercare/kernel';
import fc from 'fast-check';
import { aNudge, anInvitation, aReminder, inLondon } from '../testing/a-reminder.js';
import { decideSend } from './decide-send.js';
import type { SendFacts } from './decide-send.js';
import { BOOKING_NEWS, isRoutine } from './reminder.js';
import type { Channel, Kind, Reminder } from './reminder.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const START = Date.parse('2027-03-10T00:00:00Z');

const instant = fc.integer({ min: 0, max: 14 * 1440 }).map((minutes) => new Date(START + minutes * MINUTE_MS));
/** In the day of most zones, on any day of the week: most messages are due then. */
const daytime = fc
  .tuple(fc.nat({ max: 13 }), fc.integer({ min: 10 * 60, max: 19 * 60 }))
  .map(([day, minute]) => new Date(START + (day * 1440 + minute) * MINUTE_MS));
const nowInstant = fc.oneof({ weight: 3, arbitrary: daytime }, instant);
const useful = fc.oneof({ weight: 3, arbitrary: fc.constant(new Date(START + 15 * DAY_MS)) }, instant);
const channels = fc.constantFrom<readonly Channel[]>(['sms', 'email'], ['email', 'sms'], ['sms'], ['email']);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const appointment = fc
  .constantFrom<Kind>('confirmation', '72h', '24h', '2h', 'change', 'cancel')
  .map((kind) => aReminder({ kind }));
const row: fc.Arbitrary<Reminder> = fc
  .tuple(fc.oneof(appointment, fc.constant(anInvitation()), fc.constant(aNudge())), channels, useful)
  .map(([one, order, notAfter]) => ({ ...one, channels: order, notAfter }));

const told = <T>(fact: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 6, arbitrary: fact.map((one) => ({ told: 'fact' as const, fact: one })) },
    { weight: 1, arbitrary: fc.constant({ told: 'silent' as const }) },
    { weight: 1, arbitrary: fact.map((projection) => ({ told: 'silent' as const, projection })) },
  );
const often = (likely: boolean) => fc.oneof({ weight: 5, arbitrary: fc.constant(likely) }, fc.boolean());

const booking = fc.record({
  active: often(true),
  cancelled: often(false),
  sequence: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat({ max: 2 })),
});
const survey = fc.record({
  state: fc.oneof(
    { weight: 5, arbitrary: fc.constant('planned' as const) },
    fc.constantFrom('started' as const, 'answered' as const, 'withdrawn' as const, 'expired' as const),
  ),
  generation: fc.nat({ max: 3 }),
});
const reach = fc.record({
  hasPhone: often(true),
  hasEmail: often(true),
  bad: fc.subarray<Channel>(['sms', 'email']),
  stopped: often(false),
  consent: fc.record({ sms: often(true), email: often(true) }),
});

const factsFor = (one: Reminder): fc.Arbitrary<SendFacts> =>
  fc
    .record({
      sendMode: fc.oneof(
        { weight: 3, arbitrary: fc.constant('live' as const) },
        fc.constantFrom('off' as const, 'rehearsal' as const, 'staff' as const),
      ),
      allowed: fc.record({
        zone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Sydney', 'Asia/Kathmandu'),
        closureDays: fc.subarray(['2027-03-15', '2027-03-16']),
      }),
      reach: maybe(reach),
      booking: told(booking),
      survey: told(survey),
      hasBooking: told(often(false)),
      flagged: often(false),
      deferredUntil: fc.option(instant, { nil: undefined, freq: 1 }),
      sentAt: fc
        .array(instant, { maxLength: 4, size: 'small' })
        .map((all) => all.toSorted((a, b) => a.getTime() - b.getTime())),
      surveyToday: often(false),
    })
    .map(({ booking: ofVisit, survey: ofForm, hasBooking, deferredUntil, ...rest }) => ({
      ...rest,
      allowed: { ...inLondon, ...rest.allowed },
      ...(deferredUntil === undefined ? {} : { deferredUntil }),
      ...(one.family === 'appointment' ? { booking: ofVisit } : {}),
      ...(one.family === 'survey' ? { survey: ofForm } : {}),
      ...(one.family === 'follow-up' ? { hasBooking } : {}),
    }));
const situation = row.chain((one) => fc.record({ row: fc.constant(one), facts: factsFor(one), now: nowInstant }));
type Situation = typeof situation extends fc.Arbitrary<infer One> ? One : never;

const sendingChannel = ({ row: one, facts, now }: Situation): Channel | undefined => {
  const decision = decideSend(one, facts, now);
  return decision.do === 'send' || decision.do === 'rehearse' ? decision.channel : undefined;
};
const RUNS = { numRuns: 3000 };
const whenever = (title: string, holds: (one: Situation, channel: Channel) => boolean): void => {
  it(title, () => {
    fc.assert(
      fc.property(situation, (one) => {
        const channel = sendingChannel(one);
        if (channel !== undefined) expect(holds(one, channel)).toBe(true);
      }),
      RUNS,
    );
  });
};

const factOf = <T>(
  one: { readonly told: 'fact'; readonly fact: T } | { readonly told: 'silent'; readonly projection?: T } | undefined,
): T | undefined => (one?.told === 'fact' ? one.fact : one?.projection);

describe('whatever the facts are, a message leaves only', () => {
  it('often enough for this to mean something', () => {
    const all = fc.sample(situation, { numRuns: 2000, seed: 5 }).filter((one) => sendingChannel(one) !== undefined);
    for (const family of ['appointment', 'survey', 'follow-up'])
      expect(all.filter((one) => one.row.family === family).length).toBeGreaterThan(20);
  });

  whenever('while the clinic sends at all', ({ facts }) => facts.sendMode !== 'off');
  whenever('while it is of use', ({ row: one, now }) => now < one.notAfter);
  whenever('on a way that is agreed to, known, alive and not stopped', ({ facts: { reach: to } }, channel) => {
    if (to === undefined || to.bad.includes(channel) || !to.consent[channel]) return false;
    return channel === 'sms' ? to.hasPhone && !to.stopped : to.hasEmail;
  });
  whenever(
    'in the hours of the client, or by email about what was booked, moved or cancelled just now',
    (one, channel) => {
      if (channel === 'email' && BOOKING_NEWS.includes(one.row.kind)) return true;
      const { time } = localOf(one.now, one.facts.allowed.zone);
      return time >= '09:00' && time < '20:00';
    },
  );
  whenever('about a booking as it stands: never about one that was moved or cancelled', ({ row: one, facts }) => {
    if (one.family !== 'appointment') return true;
    const known = factOf(facts.booking);
    if (known?.sequence !== one.subject.sequence) return false;
    return one.kind === 'cancel' ? known?.cancelled === true : known?.active === true && !known.cancelled;
  });
  whenever('about a form that is open and not answered', ({ row: one, facts }) => {
    if (one.family !== 'survey') return true;
    return ['planned', 'started'].includes(factOf(facts.survey)?.state ?? '');
  });
  whenever('about a next visit to who has none booked', ({ row: one, facts }) =>
    one.family === 'follow-up' ? factOf(facts.hasBooking) === false : true,
  );
  whenever('as a form or a nudge: on open days, without an open flag, and not to who asked for another day', (one) => {
    if (!isRoutine(one.row.family)) return true;
    const { date } = localOf(one.now, one.facts.allowed.zone);
    const open = weekdayOf(date) !== 7 && !one.facts.allowed.closureDays.includes(date);
    return open && !one.facts.flagged && !(one.facts.deferredUntil !== undefined && one.now < one.facts.deferredUntil);
  });
  whenever('as a form or a nudge: under the caps, and no nudge on the day of a form', ({ row: one, facts, now }) => {
    if (!isRoutine(one.family)) return true;
    const { zone } = facts.allowed;
    const week = facts.sentAt.filter((at) => at.getTime() > now.getTime() - 7 * DAY_MS);
    const today = week.filter((at) => localOf(at, zone).date === localOf(now, zone).date);
    return today.length === 0 && week.length < 3 && !(one.family === 'follow-up' && facts.surveyToday);
  });
});

describe('whatever the facts are, what does not leave', () => {
  it('waits for an instant that is still to come and of use, or ends with a reason', () => {
    fc.assert(
      fc.property(situation, ({ row: one, facts, now }) => {
        const decision = decideSend(one, facts, now);
        if (decision.do === 'later') {
          expect(decision.dueAt.getTime()).toBeGreaterThan(now.getTime());
          expect(decision.dueAt.getTime()).toBeLessThan(one.notAfter.getTime());
        }
        if (decision.do !== 'send' && decision.do !== 'rehearse') expect(decision.reason).toMatch(/^[A-Z_]+$/);
      }),
      RUNS,
    );
  });

  it('is never held back by a cap, a flag or an attack where it is about a visit', () => {
    fc.assert(
      fc.property(situation, ({ row: one, facts, now }) => {
        const decision = decideSend(one, facts, now);
        if (isRoutine(one.family) || !('reason' in decision)) return;
        expect(['CAP', 'SURVEY_FIRST', 'SAFETY_HOLD', 'CLIENT_IN_ATTACK', 'CLOSED_DAY']).not.toContain(decision.reason);
      }),
      RUNS,
    );
  });
});
