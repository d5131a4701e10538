import { inLondon } from '../testing/a-reminder.js';
import { planAppointments } from './plan-appointments.js';
import type { BookingFact, BookingReminders } from './plan-appointments.js';

const aFact = (changes: Partial<BookingFact> = {}): BookingFact => ({
  what: 'booked',
  clinicId: 'clinic-1',
  bookingId: 'booking-1',
  clientRef: 'client-1',
  sequence: 0,
  startsAt: new Date('2027-03-16T10:30:00Z'),
  endsAt: new Date('2027-03-16T11:30:00Z'),
  visitZone: 'Europe/London',
  at: new Date('2027-03-01T08:00:00Z'),
  imported: false,
  afterMiss: false,
  ...changes,
});

const HOUR_MS = 3_600_000;
const bookedHoursAhead = (hours: number, changes: Partial<BookingFact> = {}): BookingReminders => {
  const fact = aFact(changes);
  return planAppointments(undefined, { ...fact, at: new Date(fact.startsAt.getTime() - hours * HOUR_MS) }, inLondon);
};
const told = (state: BookingReminders): readonly string[] =>
  state.rows.map(({ kind, state: to, reason }) => [kind, to, reason].filter((part) => part !== undefined).join(' '));

const confirmed = (state: BookingReminders): BookingReminders => ({
  ...state,
  rows: state.rows.map((row) => (row.kind === 'confirmation' ? { ...row, state: 'sent' } : row)),
});

describe('the messages of a booking', () => {
  it.each([
    [400, ['confirmation planned', '72h planned', '24h planned']],
    [97, ['confirmation planned', '72h planned', '24h planned']],
    [96, ['confirmation planned', '24h planned']],
    [25, ['confirmation planned', '24h planned']],
    [23, ['confirmation planned']],
    [1, ['confirmation planned']],
    [-1, []],
  ])('booked %d hours ahead', (hours, expected) => {
    expect(told(bookedHoursAhead(hours))).toEqual(expected);
  });

  it('keep the one of the day before apart from a confirmation of the same moment', () => {
    const early = { startsAt: new Date('2027-03-16T08:00:00Z'), endsAt: new Date('2027-03-16T09:00:00Z') };
    // Half past seven of the evening before its day is over already.
    expect(told(bookedHoursAhead(30, early))).toEqual(['confirmation planned', '24h skipped MERGED']);
  });

  it('prefer email three days before and a text one day before', () => {
    expect(bookedHoursAhead(400).rows.map(({ channels }) => channels[0])).toEqual(['email', 'email', 'sms']);
  });

  it('are the same rows when they are planned twice', () => {
    const [one, two] = [planAppointments(undefined, aFact(), inLondon), planAppointments(undefined, aFact(), inLondon)];
    expect(one.rows.map(({ id }) => id)).toEqual(two.rows.map(({ id }) => id));
    expect(planAppointments(one, aFact(), inLondon)).toBe(one);
  });

  it('of an older time are withdrawn by a move, and one being sent notes that it came too late', () => {
    const before = planAppointments(undefined, aFact(), inLondon);
    const claimed: BookingReminders = {
      ...before,
      rows: before.rows.map((row) => (row.kind === '24h' ? row : { ...row, state: 'sending' })),
    };
    const moved = planAppointments(
      claimed,
      aFact({
        what: 'moved',
        sequence: 1,
        startsAt: new Date('2027-03-18T10:30:00Z'),
        previousStartsAt: aFact().startsAt,
        at: new Date('2027-03-02T08:00:00Z'),
      }),
      inLondon,
    );
    expect(told(moved)).toEqual([
      'confirmation sending',
      '72h sending',
      '24h withdrawn BOOKING_MOVED',
      'change planned',
      '72h planned',
      '24h planned',
    ]);
    expect(moved.rows[1]?.history.at(-1)).toMatchObject({ to: 'sending', note: 'too late for BOOKING_MOVED' });
  });

  it('end with the booking, of which an older event tells nothing any more', () => {
    const cancelled = planAppointments(
      confirmed(planAppointments(undefined, aFact(), inLondon)),
      aFact({ what: 'cancelled', sequence: 1, at: new Date('2027-03-02T08:00:00Z') }),
      inLondon,
    );
    expect(told(cancelled)).toEqual([
      'confirmation sent',
      '72h withdrawn BOOKING_CANCELLED',
      '24h withdrawn BOOKING_CANCELLED',
      'cancel planned',
    ]);
    expect(planAppointments(cancelled, aFact({ what: 'moved', sequence: 0 }), inLondon)).toBe(cancelled);
  });

  it('out of order end the same as in order, as far as anything may still be sent', () => {
    const cancel = aFact({ what: 'cancelled', sequence: 1, at: new Date('2027-03-02T08:00:00Z') });
    const late = planAppointments(planAppointments(undefined, cancel, inLondon), aFact(), inLondon);
    expect(told(late)).toEqual([]);
  });

  it('of an import say only what falls due a day or more after it', () => {
    expect(told(planAppointments(undefined, aFact({ imported: true }), inLondon))).toEqual([
      'confirmation skipped IMPORTED',
      '72h planned',
      '24h planned',
    ]);
    expect(told(bookedHoursAhead(97, { imported: true }))).toEqual([
      'confirmation skipped IMPORTED',
      '72h planned',
      '24h planned',
    ]);
    expect(told(bookedHoursAhead(90, { imported: true }))).toEqual(['confirmation skipped IMPORTED', '24h planned']);
    expect(told(bookedHoursAhead(40, { imported: true }))).toEqual([
      'confirmation skipped IMPORTED',
      '24h skipped IMPORTED',
    ]);
    expect(told(bookedHoursAhead(-500, { imported: true }))).toEqual([]);
  });

  it("for a client abroad keep the client's night free", () => {
    const { rows } = planAppointments(undefined, aFact(), { ...inLondon, zone: 'America/New_York' });
    const dayBefore = rows.find(({ kind }) => kind === '24h');
    // 10:30 in London is 06:30 in New York: half past seven of the evening before there.
    expect(dayBefore?.firstDueAt.toISOString()).toBe('2027-03-15T10:30:00.000Z');
    expect(dayBefore?.dueAt.toISOString()).toMatch(/^2027-03-14T23:(3|4)\d:00/);
    expect(dayBefore?.reason).toBe('QUIET_HOURS');
  });
});

describe('the three minutes in which a booking can be undone', () => {
  const booked = planAppointments(undefined, aFact(), inLondon);
  const cancel = aFact({ what: 'cancelled', sequence: 1, at: new Date('2027-03-01T08:02:00Z') });
  const move = aFact({
    what: 'moved',
    sequence: 1,
    startsAt: new Date('2027-03-18T10:30:00Z'),
    previousStartsAt: aFact().startsAt,
    at: new Date('2027-03-01T08:02:00Z'),
  });

  it('pass before a confirmation or a change is due, while a cancellation is told at once', () => {
    const dueOf = (state: BookingReminders): string | undefined => state.rows.at(-1)?.firstDueAt.toISOString();
    const near = { startsAt: new Date('2027-03-01T18:00:00Z'), endsAt: new Date('2027-03-01T19:00:00Z') };
    expect(dueOf(planAppointments(undefined, aFact(near), inLondon))).toBe('2027-03-01T08:03:00.000Z');
    expect(dueOf(planAppointments(confirmed(booked), { ...move, ...near }, inLondon))).toBe('2027-03-01T08:05:00.000Z');
    expect(dueOf(planAppointments(confirmed(booked), cancel, inLondon))).toBe('2027-03-01T08:02:00.000Z');
  });

  it('let nobody hear of a booking that was cancelled by then', () => {
    expect(told(planAppointments(booked, cancel, inLondon))).toEqual([
      'confirmation withdrawn BOOKING_CANCELLED',
      '72h withdrawn BOOKING_CANCELLED',
      '24h withdrawn BOOKING_CANCELLED',
    ]);
  });

  it('make the time it was moved to the first that the client hears of', () => {
    const moved = planAppointments(booked, move, inLondon);
    const again = planAppointments(moved, { ...move, sequence: 2, at: new Date('2027-03-01T08:04:00Z') }, inLondon);
    expect(told(again).filter((row) => /confirmation|change/.test(row))).toEqual([
      'confirmation withdrawn BOOKING_MOVED',
      'confirmation withdrawn BOOKING_MOVED',
      'confirmation planned',
    ]);
    expect(again.rows.find(({ state, kind }) => kind === 'confirmation' && state === 'planned')).toMatchObject({
      cause: 'VISIT_BOOKED',
      subject: { sequence: 2, startsAt: move.startsAt },
    });
  });

  it.each(['sending', 'unknown', 'sent', 'delivered', 'failed', 'skipped', 'rehearsed'] as const)(
    'are over once the confirmation is %s: then the client may know, and is told of the change',
    (state) => {
      const known: BookingReminders = {
        ...booked,
        rows: booked.rows.map((row) => (row.kind === 'confirmation' ? { ...row, state } : row)),
      };
      expect(told(planAppointments(known, move, inLondon))).toContain('change planned');
      expect(told(planAppointments(known, cancel, inLondon))).toContain('cancel planned');
    },
  );
});

describe('the last hours before a visit that follows a missed one', () => {
  const at = (startsAt: string): Partial<BookingFact> => ({
    afterMiss: true,
    startsAt: new Date(startsAt),
    endsAt: new Date(Date.parse(startsAt) + HOUR_MS),
  });
  const lastHours = (startsAt: string) => bookedHoursAhead(200, at(startsAt)).rows.find(({ kind }) => kind === '2h');

  it('get a text more, and only they do', () => {
    expect(lastHours('2027-03-16T14:00:00Z')).toMatchObject({
      state: 'planned',
      dueAt: new Date('2027-03-16T12:00:00Z'),
      channels: ['sms'],
    });
    expect(told(bookedHoursAhead(200)).some((row) => row.startsWith('2h'))).toBe(false);
  });

  it('leave earlier where two hours before is night, as long as it is the day of the visit', () => {
    expect(lastHours('2027-03-16T22:30:00Z')?.dueAt.toISOString()).toMatch(/^2027-03-16T19:3\d/);
  });

  it('are dropped, with the reason, where they cannot stay on the day', () => {
    expect(lastHours('2027-03-16T10:30:00Z')).toMatchObject({ state: 'skipped', reason: 'QUIET_HOURS' });
  });

  it('say nothing to who books within them: the confirmation says it', () => {
    const rows = planAppointments(undefined, aFact({ ...at('2027-03-01T09:30:00Z') }), inLondon).rows;
    expect(rows.find(({ kind }) => kind === '2h')?.state).toBe('skipped');
  });

  it('move with the visit and end with it, told in any order', () => {
    const booked = aFact(at('2027-03-16T14:00:00Z'));
    const moved = { ...booked, ...at('2027-03-18T14:00:00Z'), what: 'moved', sequence: 1 } as const;
    const cancelled = { ...moved, what: 'cancelled', sequence: 2 } as const;
    const play = (...facts: readonly BookingFact[]): readonly string[] => {
      const end = facts.reduce<BookingReminders | undefined>(
        (state, fact) => planAppointments(state, fact, inLondon),
        undefined,
      );
      const open = (end?.rows ?? []).filter(({ kind, state }) => kind === '2h' && state === 'planned');
      return open.map(({ dueAt }) => dueAt.toISOString());
    };
    for (const order of [
      [booked, moved, moved],
      [moved, booked],
      [booked, booked, moved, booked],
    ])
      expect(play(...order)).toEqual(['2027-03-18T12:00:00.000Z']);
    expect(play(booked, moved, cancelled, moved)).toEqual([]);
    expect(play(cancelled, booked, moved)).toEqual([]);
  });
});
