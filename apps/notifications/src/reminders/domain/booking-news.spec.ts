import { inLondon } from '../testing/a-reminder.js';
import { planAppointments } from './plan-appointments.js';
import type { BookingFact, BookingReminders } from './plan-appointments.js';
import type { Kind, Reminder } from './reminder.js';

const TEN = new Date('2027-03-16T10:00:00Z');
const ELEVEN = new Date('2027-03-16T11:00:00Z');
const NOON = new Date('2027-03-16T12:00:00Z');
const HOUR_MS = 3_600_000;
const MARCH_2 = '2027-03-02T08:00:00Z';

const spanFrom = (startsAt: Date) => ({ startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS) });
const visit = { clinicId: 'clinic-1', bookingId: 'booking-1', clientRef: 'client-1', visitZone: 'Europe/London' };
const booked = planAppointments(
  undefined,
  { ...visit, what: 'booked', imported: false, sequence: 0, ...spanFrom(TEN), at: new Date('2027-03-01T08:00:00Z') },
  inLondon,
);

const happened = (
  state: BookingReminders,
  what: BookingFact['what'],
  changes: Partial<BookingFact>,
): BookingReminders => {
  const { sequence, startsAt } = state.plan;
  const head = { ...visit, what, imported: false, sequence: sequence + 1, at: new Date(MARCH_2) };
  return planAppointments(state, { ...head, ...spanFrom(startsAt), ...changes }, inLondon);
};
const moved = (state: BookingReminders, to: Date, at = MARCH_2): BookingReminders =>
  happened(state, 'moved', { ...spanFrom(to), previousStartsAt: state.plan.startsAt, at: new Date(at) });
const cancelled = (state: BookingReminders): BookingReminders => happened(state, 'cancelled', {});
/** What became of the newest row of a kind. */
const became = (state: BookingReminders, kind: Kind, changes: Partial<Reminder>): BookingReminders => {
  const last = state.rows.findLast((row) => row.kind === kind);
  return { ...state, rows: state.rows.map((row) => (row === last ? { ...row, ...changes } : row)) };
};
const heard = became(booked, 'confirmation', { state: 'delivered' });

const hour = (at: Date | undefined): string => at?.toISOString().slice(11, 16) ?? 'nothing';
const changes = ({ rows }: BookingReminders): readonly string[] =>
  rows
    .filter(({ kind, state }) => kind === 'change' && state === 'planned')
    .map(({ subject }) => `${hour(subject.startsAt)} instead of ${hour(subject.previousStartsAt)}`);
const waiting = ({ rows }: BookingReminders): readonly string[] =>
  rows.filter(({ state }) => state === 'planned').map(({ kind, subject }) => `${kind} ${subject.sequence ?? ''}`);

describe('a visit that is moved more than once', () => {
  it('is no news where it is back at the time that the client was told, and reminded of at that', () => {
    const back = moved(moved(heard, ELEVEN), TEN);
    expect(changes(back)).toEqual([]);
    expect(waiting(back)).toEqual(['72h 2', '24h 2']);
  });

  it('is told with the time that the client knows, not with one that nobody heard of', () => {
    expect(changes(moved(moved(heard, ELEVEN), NOON))).toEqual(['12:00 instead of 10:00']);
  });

  it('is told against the newest change that went out', () => {
    const told = became(moved(heard, ELEVEN), 'change', { state: 'sent' });
    expect(changes(moved(told, TEN))).toEqual(['10:00 instead of 11:00']);
  });

  it.each<[string, Partial<Reminder>, Date, readonly string[]]>([
    ['is known not to have arrived', { state: 'failed', reason: 'UNDELIVERED' }, TEN, []],
    ['was overtaken', { state: 'skipped', reason: 'BOOKING_MOVED' }, TEN, []],
    ['may have arrived', { state: 'failed', reason: 'NOT_PROVEN' }, TEN, ['10:00 instead of 11:00']],
    ['may not have arrived', { state: 'failed', reason: 'NOT_PROVEN' }, ELEVEN, ['11:00 instead of 10:00']],
    ['is under way', { state: 'sending' }, TEN, ['10:00 instead of 11:00']],
  ])('is told or not by what the client may have in mind: the change before %s', (_title, fate, to, expected) => {
    expect(changes(moved(became(moved(heard, ELEVEN), 'change', fate), to))).toEqual(expected);
  });
});

describe('a visit that gets another room, person or length', () => {
  it('is no news, and its reminders go on', () => {
    const state = moved(became(heard, '72h', { state: 'sent' }), TEN, '2027-03-14T08:00:00Z');
    expect(changes(state)).toEqual([]);
    expect(waiting(state)).toEqual(['24h 1']);
  });

  it('keeps the reminder that was due and had not left yet', () => {
    const state = moved(became(heard, '72h', { state: 'sent' }), TEN, '2027-03-15T10:05:00Z');
    expect(waiting(state)).toEqual(['24h 1']);
    expect(state.rows.at(-1)?.dueAt).toEqual(new Date('2027-03-15T10:00:00Z'));
  });

  it('is not reminded of once more', () => {
    const reminded = became(became(heard, '24h', { state: 'sent' }), '72h', { state: 'sent' });
    expect(waiting(moved(reminded, TEN, '2027-03-15T10:05:00Z'))).toEqual([]);
  });

  it('is confirmed where nobody heard of it yet', () => {
    expect(waiting(moved(booked, TEN, '2027-03-01T08:01:00Z'))[0]).toBe('confirmation 1');
  });
});

describe('a confirmation that was not sent since its visit had changed', () => {
  it.each(['BOOKING_CANCELLED', 'BOOKING_MOVED'])('told nobody of the visit: %s', (reason) => {
    const unheard = became(booked, 'confirmation', { state: 'skipped', reason });
    expect(cancelled(unheard).rows.some(({ kind }) => kind === 'cancel')).toBe(false);
    expect(waiting(moved(unheard, ELEVEN))[0]).toBe('confirmation 1');
  });
});
