import fc from 'fast-check';
import { inLondon } from '../testing/a-reminder.js';
import { planAppointments } from './plan-appointments.js';
import type { BookingFact, BookingReminders } from './plan-appointments.js';
import { isOpen } from './reminder.js';
import type { Reminder, State } from './reminder.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.parse('2027-03-01T08:00:00Z');

/** What happens to a booking in this order: booked, then moved any number of times, then perhaps cancelled. */
const story: fc.Arbitrary<readonly BookingFact[]> = fc
  .record({
    moves: fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 5 * 1440 }), to: fc.integer({ min: 1, max: 40 * 24 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    cancelledAfter: fc.option(fc.integer({ min: 0, max: 5 * 1440 }), { nil: undefined }),
  })
  .map(({ moves, cancelledAfter }) => {
    let at = START;
    let previous: Date | undefined;
    const facts: BookingFact[] = moves.map(({ after, to }, sequence) => {
      at += after * MINUTE_MS;
      const startsAt = new Date(at + to * HOUR_MS);
      const fact: BookingFact = {
        what: sequence === 0 ? 'booked' : 'moved',
        ...{ clinicId: 'clinic-1', bookingId: 'booking-1', clientRef: 'client-1', visitZone: 'Europe/London' },
        ...{ sequence, startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS), at: new Date(at), imported: false },
        ...(previous === undefined ? {} : { previousStartsAt: previous }),
      };
      previous = startsAt;
      return fact;
    });
    const last = facts.at(-1);
    if (cancelledAfter === undefined || last === undefined) return facts;
    const cancelledAt = new Date(at + cancelledAfter * MINUTE_MS);
    return [...facts, { ...last, what: 'cancelled', sequence: last.sequence + 1, at: cancelledAt }];
  });

/** The same events in another order, some of them more than once. */
const toldAnyhow = story.chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    told: fc
      .array(fc.constantFrom(...facts), { maxLength: 4 })
      .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length })),
  }),
);

const plan = (facts: readonly BookingFact[], from?: BookingReminders): BookingReminders | undefined =>
  facts.reduce<BookingReminders | undefined>((state, fact) => planAppointments(state, fact, inLondon), from);
const newestOf = (facts: readonly BookingFact[]): BookingFact | undefined =>
  facts.toSorted((a, b) => b.sequence - a.sequence)[0];
const openRows = (state: BookingReminders | undefined): readonly Reminder[] => (state?.rows ?? []).filter(isOpen);

const RUNS = { numRuns: 1000 };

describe('the notes of a booking, in whatever order and however often its events come', () => {
  it('are owed for the booking as it stands, and for no older time', () => {
    fc.assert(
      fc.property(toldAnyhow, ({ facts, told }) => {
        const newest = newestOf(facts);
        for (const row of openRows(plan(told))) {
          expect(row.subject.sequence).toBe(newest?.sequence);
          expect(row.subject.startsAt).toEqual(newest?.startsAt);
        }
      }),
      RUNS,
    );
  });

  it('never remind of a booking that was cancelled: only its cancellation may still be told', () => {
    fc.assert(
      fc.property(toldAnyhow, ({ facts, told }) => {
        if (newestOf(facts)?.what !== 'cancelled') return;
        expect(openRows(plan(told)).filter(({ kind }) => kind !== 'cancel')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('are planned once: no row stands twice, and telling everything again changes nothing', () => {
    fc.assert(
      fc.property(toldAnyhow, ({ told }) => {
        const state = plan(told);
        const ids = (state?.rows ?? []).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(plan(told, state)).toEqual(state);
      }),
      RUNS,
    );
  });

  it('end the same as in order, as far as a reminder may still be sent', () => {
    fc.assert(
      fc.property(toldAnyhow, ({ facts, told }) => {
        const reminders = (state: BookingReminders | undefined) =>
          openRows(state)
            .filter(({ cause }) => cause === 'VISIT_NEAR')
            .map(({ id, dueAt }) => ({ id, dueAt }));
        expect(reminders(plan(told))).toEqual(reminders(plan(facts)));
      }),
      RUNS,
    );
  });

  it('are never taken back once they are being sent or went out', () => {
    const gone = fc.constantFrom<State>('sending', 'unknown', 'sent', 'delivered', 'failed');
    fc.assert(
      fc.property(story, fc.array(gone, { minLength: 12, maxLength: 12 }), fc.nat({ max: 3 }), (facts, states, cut) => {
        const before = plan(facts.slice(0, cut + 1));
        if (before === undefined) return;
        const rows = before.rows.map((row, index) => ({ ...row, state: states[index] ?? 'sent' }));
        const after = plan(facts.slice(cut + 1), { ...before, rows });
        for (const row of rows) {
          const later = after?.rows.find(({ id }) => id === row.id);
          expect([later?.state, later?.dueAt]).toEqual([row.state, row.dueAt]);
          expect(later?.history.slice(0, row.history.length)).toEqual(row.history);
        }
      }),
      RUNS,
    );
  });
});
