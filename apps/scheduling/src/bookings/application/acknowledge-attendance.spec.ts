import { createEvent, replyUnderstoodV1 } from '@aftercare/contracts';
import type { DataOf, EventOf } from '@aftercare/contracts';
import { cancel, move } from '../domain/booking.js';
import type { Booking } from '../domain/booking.js';
import { aBooking } from '../testing/a-booking.js';
import { AcknowledgeAttendance } from './acknowledge-attendance.js';
import type { BookingStore } from './ports.js';

const said = new Date('2027-03-07T09:00:00Z');
const replied = (changes: Partial<DataOf<typeof replyUnderstoodV1>> = {}) =>
  // The envelope of a contract is an event of it.
  createEvent(
    replyUnderstoodV1,
    { bookingId: aBooking().id, sequence: 0, intent: 'yes', at: said.toISOString(), ...changes },
    { id: 'e', source: '/aftercare/notifications', time: said, clinicId: 'clinic', correlationId: 'c' },
  ) as unknown as EventOf<typeof replyUnderstoodV1>;

// `decide` is pure: it never asks a store.
const reaction = new AcknowledgeAttendance(undefined as unknown as BookingStore);
const decide = (booking: Booking, changes: Parameters<typeof replied>[0] = {}) =>
  reaction.decide(booking, replied(changes));

describe('a client who answers a note about a visit', () => {
  it('is expected from then on, and says so once', () => {
    const { state, says } = decide(aBooking());
    expect(state).toEqual({ ...aBooking(), expectedSince: said });
    expect(says).toMatchObject([
      {
        contract: { type: 'aftercare.scheduling.attendance.acknowledged.v1' },
        data: { bookingId: aBooking().id, sequence: 0, expected: true, at: said.toISOString() },
      },
    ]);
    expect(state && decide(state)).toEqual({ state, says: [] });
  });

  it.each(['no', 'later', 'undone'] as const)('takes it back with "%s", and keeps the place', (intent) => {
    const expected = { ...aBooking(), expectedSince: said };
    const { state, says } = decide(expected, { intent });
    expect(state).toEqual(aBooking());
    expect(says).toMatchObject([{ data: { expected: false } }]);
    expect(decide(aBooking(), { intent })).toEqual({ state: aBooking(), says: [] });
  });

  it('is expected by what they pressed on the page after they had written no, however late the reply is heard', () => {
    const later = { ...aBooking(), expectedSince: new Date(said.getTime() + 60_000) };
    expect(decide(later, { intent: 'no' })).toEqual({ state: later, says: [] });
    expect(decide(later, { intent: 'no', at: later.expectedSince.toISOString() }).says).toHaveLength(1);
  });

  it('says nothing about a time that was moved since, a cancelled visit, or one that has begun', () => {
    const to = { ...aBooking(), startsAt: new Date('2027-03-09T10:00:00Z'), endsAt: new Date('2027-03-09T11:00:00Z') };
    const moved = move({ ...aBooking(), expectedSince: said }, to, said);
    expect(moved).not.toHaveProperty('expectedSince');
    const cancelled = cancel(aBooking(), { origin: 'desk', reason: null }, said);
    expect(decide(moved).says).toEqual([]);
    expect(decide(cancelled, { sequence: 1 })).toEqual({ state: cancelled, says: [] });
    expect(decide(aBooking(), { at: aBooking().startsAt.toISOString() }).says).toEqual([]);
    expect(reaction.decide(undefined, replied())).toEqual({ state: undefined, says: [] });
  });
});
