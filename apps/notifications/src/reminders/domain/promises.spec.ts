import { addDays, dateOf, localOf } from '@aftercare/kernel';
import { aReminder, inLondon } from '../testing/a-reminder.js';
import { decideSend } from './decide-send.js';
import { rowOf } from './draft.js';
import type { Draft } from './draft.js';
import { inZone } from './moved-zone.js';
import { planAppointments } from './plan-appointments.js';
import type { BookingFact } from './plan-appointments.js';
import { planFollowUps } from './plan-follow-ups.js';
import { isOpen } from './reminder.js';
import type { Reminder } from './reminder.js';
import type { AllowedTimes } from './timing.js';

/** Each of these went wrong at people's expense in software like ours; a comment names the thread that told of it. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AT = new Date('2027-03-01T12:00:00Z');

const booked = (changes: Partial<BookingFact> = {}): BookingFact => {
  const startsAt = changes.startsAt ?? new Date('2027-03-16T10:30:00Z');
  return {
    ...{ what: 'booked', clinicId: 'clinic-1', bookingId: 'booking-1', clientRef: 'client-1', sequence: 0 },
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS), visitZone: 'Europe/London' },
    ...{ at: AT, imported: false },
    ...changes,
  };
};
const rowsOf = (fact: BookingFact, allowed: AllowedTimes = inLondon): readonly Reminder[] =>
  planAppointments(undefined, fact, allowed).rows;
const near = (rows: readonly Reminder[]): readonly Reminder[] => rows.filter(({ cause }) => cause === 'VISIT_NEAR');

describe('a person who books several visits', () => {
  // Cal.com 10166 (one seat of a group cancelled), mastra 20156 (one cancel ended all runs)
  it('keeps the reminders of all others when one is cancelled', () => {
    const first = planAppointments(undefined, booked(), inLondon);
    const other = planAppointments(undefined, booked({ bookingId: 'booking-2' }), inLondon);
    const cancelled = planAppointments(first, booked({ what: 'cancelled', sequence: 1 }), inLondon);
    expect(near(cancelled.rows).filter(isOpen)).toEqual([]);
    expect(near(other.rows).map(({ state }) => state)).toEqual(['planned', 'planned']);
    const ids = new Set(cancelled.rows.map(({ id }) => id));
    expect(other.rows.filter(({ id }) => ids.has(id))).toEqual([]);
  });

  // OpenEMR 11480 (visits of a series shared one mark), Cal.com PR 15128 (each of them mailed at once)
  it('is reminded of each visit of a series by itself and before that visit', () => {
    const series = Array.from({ length: 8 }, (_, week) =>
      booked({ bookingId: `week-${week}`, startsAt: new Date(AT.getTime() + (week + 1) * 7 * DAY_MS) }),
    );
    const rows = series.flatMap((fact) => near(rowsOf(fact)));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(16);
    expect(new Set(rows.map(({ dueAt }) => dueAt.getTime())).size).toBe(16);
    for (const { dueAt, subject } of rows) expect(dueAt < (subject.startsAt ?? AT)).toBe(true);
  });
});

describe('a reminder', () => {
  // Cal.com 10749 (all three at the moment of booking), 7418 (a least lead time that nobody knew of)
  it('never leaves at the moment of the booking, however short the time until the visit', () => {
    for (let hours = 1; hours <= 24 * 14; hours += 1) {
      const rows = near(rowsOf(booked({ startsAt: new Date(AT.getTime() + hours * HOUR_MS) })));
      for (const row of rows.filter(isOpen)) expect([hours, row.dueAt > AT]).toEqual([hours, true]);
      if (hours > 48) expect([hours, rows.filter(isOpen).length]).not.toEqual([hours, 0]);
    }
  });

  // Novu PR 12334 (180 days accepted, never sent), Node's own timers end after 24.8 days
  it.each([24, 25, 28, 31, 180, 366])('of a visit %d days away is owed on the day before it', (days) => {
    const startsAt = new Date(AT.getTime() + days * DAY_MS);
    const row = rowsOf(booked({ startsAt })).find(({ kind }) => kind === '24h');
    expect(dateOf(row?.dueAt ?? AT, 'Europe/London')).toBe(addDays(dateOf(startsAt, 'Europe/London'), -1));
  });

  // Novu 4748 (a date in the past ended a step without a line in the log)
  it('that comes too late to be of use is written down with the reason, never dropped in silence', () => {
    const draft: Draft = {
      ...{ clinicId: 'clinic-1', clientRef: 'client-1', family: 'survey', kind: 'invitation', occurrence: 'survey-1' },
      ...{ cause: 'VISIT_DONE', ruleVersion: 'surveys@1', timing: { rule: 'at', at: AT }, subject: {} },
      ...{ channels: ['email'], notAfter: new Date(AT.getTime() - DAY_MS) },
    };
    const row = rowOf(draft, { allowed: inLondon, at: AT });
    expect([row.state, row.reason, row.history.at(-1)?.reason]).toEqual(['skipped', 'TOO_LATE', 'TOO_LATE']);
  });

  // Cal.com PR 22301 (the zone of the first guest for all of them)
  it("keeps the hours of the person it goes to, not of anybody else's", () => {
    const evening = new Date('2027-03-16T19:45:00Z');
    const zones = ['Europe/London', 'America/New_York', 'Australia/Sydney'];
    const shown = zones.map((zone) => {
      const row = rowsOf(booked({ startsAt: evening }), { ...inLondon, zone }).find(({ kind }) => kind === '24h');
      return row === undefined ? '' : localOf(row.dueAt, zone).time;
    });
    expect(shown[0]).toBe('19:45');
    expect(shown[1]).toBe('15:45');
    expect((shown[2] ?? '') >= '19:30' && (shown[2] ?? '') < '19:45').toBe(true);
  });
});

describe('notes about one thing', () => {
  // RADAR (three repeats with the same offset, so all at one instant)
  it('never come at one instant', () => {
    const times = near(rowsOf(booked())).map(({ dueAt }) => dueAt.getTime());
    expect(new Set(times).size).toBe(times.length);
    const { rows } = planFollowUps(
      undefined,
      {
        ...{ clinicId: 'clinic-1', sessionId: 'session-1', clientRef: 'client-1', at: AT },
        ...{ what: 'planned', sourceVersion: 1, dueOn: '2027-03-22', policyVersion: 'cadence@1' },
      },
      inLondon,
    );
    const [first, second] = rows.map(({ dueAt }) => dateOf(dueAt, 'Europe/London'));
    expect([first, second]).toEqual(['2027-03-22', '2027-03-27']);
  });
});

describe('a client who moves to another zone', () => {
  // RADAR-Questionnaire (zones matched by their winter offset, so an hour off in summer)
  it.each([
    ['2027-01-20', 'America/New_York'],
    ['2027-07-20', 'America/New_York'],
    ['2027-03-20', 'America/New_York'],
    ['2027-07-20', 'America/Phoenix'],
    ['2027-01-20', 'Australia/Sydney'],
    ['2027-07-20', 'Australia/Sydney'],
  ])('gets the note of %s at ten there, in summer as in winter: %s', (on, zone) => {
    const at = new Date(Date.parse(`${addDays(on, -10)}T12:00:00Z`));
    const draft: Draft = {
      ...{ clinicId: 'clinic-1', clientRef: 'client-1', family: 'follow-up', kind: 'nudge', occurrence: 'session-1:1' },
      ...{
        cause: 'USUAL_INTERVAL',
        ruleVersion: 'cadence@1',
        timing: { rule: 'local', on, time: '10:00' },
        subject: {},
      },
      ...{ channels: ['email'], notAfter: new Date(Date.parse(`${addDays(on, 5)}T12:00:00Z`)) },
    };
    const [row] = inZone([rowOf(draft, { allowed: inLondon, at })], { ...inLondon, zone }, at);
    expect(localOf(row?.dueAt ?? at, zone)).toEqual({ date: on, time: '10:00' });
  });
});

describe('a client of whom nobody knows where they live', () => {
  const hours = { from: '09:00', to: '20:00' };
  const newYork: AllowedTimes = { ...inLondon, zone: 'America/New_York', hours };
  const inAmerica: AllowedTimes = { ...newYork, anywhereIn: 'US' };
  const fact = booked({ startsAt: new Date('2027-03-16T14:30:00Z'), visitZone: 'America/New_York' });
  const dayBefore = (rows: readonly Reminder[]) => rows.find(({ kind }) => kind === '24h');

  it('is not woken in Honolulu by a reminder of the morning in New York', () => {
    const row = dayBefore(rowsOf(fact, inAmerica));
    // Half past ten in New York is half past four there; half past seven in the evening before, half past one.
    expect(row).toMatchObject({ reason: 'QUIET_HOURS', zone: 'America/New_York', anywhereIn: 'US' });
    expect(localOf(row?.dueAt ?? fact.startsAt, 'America/New_York').date).toBe('2027-03-14');
    expect(localOf(row?.dueAt ?? fact.startsAt, 'Pacific/Honolulu').time >= '13:30').toBe(true);
    expect(dayBefore(rowsOf(fact, newYork))?.dueAt).toEqual(new Date('2027-03-15T14:30:00Z'));
  });

  it('keeps the hours of their own zone as soon as they name it', () => {
    const [row] = inZone(
      [dayBefore(rowsOf(fact, inAmerica)) ?? aReminder()],
      newYork,
      new Date('2027-03-08T12:00:00Z'),
    );
    expect(row).toMatchObject({ dueAt: new Date('2027-03-15T14:30:00Z'), reason: 'ZONE_CHANGED' });
    expect(row?.anywhereIn).toBeUndefined();
  });
});

describe('a message at night', () => {
  // Novu PR 9126 (skipped outside the hours), paperclip PR 7648 (the hours of the server)
  it("waits for the morning of the client instead of being dropped, whatever the server's clock shows", () => {
    const night = new Date('2027-03-15T23:30:00Z');
    const row = aReminder({ dueAt: night });
    const facts = {
      ...({ sendMode: 'live', allowed: inLondon, flagged: false, sentAt: [], surveyToday: false } as const),
      reach: { hasPhone: true, hasEmail: true, bad: [], stopped: false, consent: { sms: true, email: true } },
      booking: { told: 'fact', fact: { active: true, cancelled: false, sequence: 0 } },
    } as const;
    expect(decideSend(row, facts, night)).toEqual({
      do: 'later',
      dueAt: new Date('2027-03-16T09:00:00Z'),
      reason: 'QUIET_HOURS',
    });
  });
});
