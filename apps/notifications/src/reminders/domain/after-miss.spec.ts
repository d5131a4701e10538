import fc from 'fast-check';
import { inLondon } from '../testing/a-reminder.js';
import { markAfterMiss } from './after-miss.js';
import type { MarkFact } from './after-miss.js';
import { planAppointments } from './plan-appointments.js';
import type { BookingFact, BookingReminders } from './plan-appointments.js';

const HOUR_MS = 3_600_000;
const at = (hour: number): Date => new Date(Date.parse('2027-03-01T12:00:00Z') + hour * HOUR_MS);
const timesOn = (day: number) => {
  const startsAt = new Date(`2027-03-${day}T14:00:00Z`);
  return { startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS) };
};
const head = { clinicId: 'elm', bookingId: 'b1', clientRef: 'ada', visitZone: 'Europe/London' };
const booked: BookingFact = {
  ...{ ...head, ...timesOn(16), what: 'booked', sequence: 0, at: at(0), imported: false, afterMiss: false },
};
const mark = (version: number, afterMiss: boolean, changes: Partial<MarkFact> = {}): MarkFact => ({
  ...{ ...head, ...timesOn(16), sequence: 0, at: at(version), version, afterMiss },
  ...changes,
});
const moved: BookingFact = { ...booked, ...timesOn(18), what: 'moved', sequence: 1, at: at(10), afterMiss: true };
const cancelled: BookingFact = { ...moved, what: 'cancelled', sequence: 2, at: at(20) };

const play = (...facts: readonly (BookingFact | MarkFact)[]): BookingReminders | undefined =>
  facts.reduce<BookingReminders | undefined>(
    (state, fact) => ('what' in fact ? planAppointments(state, fact, inLondon) : markAfterMiss(state, fact, inLondon)),
    undefined,
  );
const lastHours = (end: BookingReminders | undefined): readonly string[] =>
  (end?.rows ?? [])
    .filter(({ kind }) => kind === '2h')
    .map(({ state, reason = '', dueAt }) => `${state} ${reason} ${dueAt.toISOString().slice(5, 16)}`);

describe('a visit that was booked before the one before it was missed', () => {
  it('gets the text of the last hours as soon as the miss is recorded, and nothing else anew', () => {
    const end = play(booked, mark(2, true));
    expect(lastHours(end)).toEqual(['planned  03-16T12:00']);
    expect(end?.rows.filter(({ kind }) => kind !== '2h')).toEqual(play(booked)?.rows);
    expect(end?.plan).toMatchObject({ afterMiss: true, sequence: 0 });
  });

  it('gets none when the miss is put right, and one again when that was wrong', () => {
    expect(lastHours(play(booked, mark(2, true), mark(3, false)))).toEqual(['withdrawn MISS_PUT_RIGHT 03-16T12:00']);
    expect(lastHours(play({ ...booked, afterMiss: true }, mark(2, false)))).toEqual([
      'withdrawn MISS_PUT_RIGHT 03-16T12:00',
    ]);
    expect(lastHours(play(booked, mark(2, true), mark(3, false), mark(4, true)))).toEqual([
      'planned PLAN_CHANGED 03-16T12:00',
    ]);
  });

  it('keeps what went out, and is told nothing more once it is cancelled', () => {
    const end = play(booked, mark(2, true));
    const rows = (end?.rows ?? []).map((row) => (row.kind === '2h' ? { ...row, state: 'sent' as const } : row));
    const sent = end === undefined ? undefined : { ...end, rows };
    expect(lastHours(markAfterMiss(sent, mark(3, false), inLondon))).toEqual(['sent  03-16T12:00']);
    expect(lastHours(play(booked, moved, cancelled, mark(9, true, { sequence: 2 })))).toEqual([
      'withdrawn BOOKING_CANCELLED 03-18T12:00',
    ]);
  });

  it('says so again at the time that it is moved to, by the word that came with the move or after it', () => {
    expect(lastHours(play(booked, mark(2, true), moved))).toEqual([
      'withdrawn BOOKING_MOVED 03-16T12:00',
      'planned  03-18T12:00',
    ]);
    const putRight = mark(4, false, { sequence: 1, ...timesOn(18) });
    expect(lastHours(play(booked, mark(2, true), moved, putRight))).toEqual([
      'withdrawn BOOKING_MOVED 03-16T12:00',
      'withdrawn MISS_PUT_RIGHT 03-18T12:00',
    ]);
  });

  it('ends the same, told twice or in any order', () => {
    const story = [booked, mark(2, true), mark(3, false), moved, mark(5, false, { sequence: 1, ...timesOn(18) })];
    const heard = fc.shuffledSubarray([...story, ...story], { minLength: 2 * story.length });
    const open = (end: BookingReminders | undefined) => lastHours(end).filter((line) => line.startsWith('planned'));
    fc.assert(
      fc.property(heard, (order) => {
        const end = play(...order);
        expect(open(end)).toEqual([]);
        expect(end?.plan).toMatchObject({ sequence: 1, mark: { version: 5, afterMiss: false } });
      }),
    );
    const missed = [booked, mark(2, true), mark(3, false), mark(4, true)];
    fc.assert(
      fc.property(fc.shuffledSubarray([...missed, ...missed], { minLength: 2 * missed.length }), (order) => {
        expect(open(play(...order))).toHaveLength(1);
      }),
    );
  });
});
