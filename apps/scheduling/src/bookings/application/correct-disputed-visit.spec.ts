import { createEvent, visitDisputedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions, runOnce, runReaction } from '@aftercare/messaging';
import { close } from '../domain/booking.js';
import { recordSession, sessionIdOf } from '../domain/session.js';
import { aBooking } from '../testing/a-booking.js';
import { InMemoryBookingStore, InMemorySessionStore } from '../testing/in-memory-bookings.js';
import { CorrectDisputedVisit } from './correct-disputed-visit.js';
import type { DisputedVisit } from './correct-disputed-visit.js';
import type { BookingStore, SessionStore } from './ports.js';
import { RecordOutcome } from './record-outcome.js';
import { VisitsAhead } from './visits-ahead.js';

const at = new Date('2027-03-09T11:00:00Z');
const visit = (record: 'presumed' | 'completed'): DisputedVisit => {
  const booking = close(aBooking(), record, at);
  const { session } = recordSession(undefined, booking, { record, details: {}, at });
  return {
    session: { state: session, version: 3 },
    booking: { state: booking, version: 5 },
    book: { state: { clinicId: booking.clinicId, clientRef: booking.clientRef, bookings: 1 }, version: 1 },
    ahead: [],
  };
};
const disputed = (sessionId: string) =>
  // The envelope of a contract is an event of it.
  createEvent(
    visitDisputedV1,
    { surveyId: 'survey', sessionId, bookingId: 'booking', clientRef: 'client', at: at.toISOString() },
    { id: 'e', source: '/aftercare/outcomes', time: at, clinicId: 'clinic', correlationId: 'c' },
  ) as unknown as EventOf<typeof visitDisputedV1>;

describe('a client who says that a visit did not take place', () => {
  // `decide` is pure: it never asks a store.
  const reaction = new CorrectDisputedVisit(undefined as unknown as BookingStore, undefined as unknown as SessionStore);

  it('is believed against a presumption: booking and session read "did not come"', () => {
    const { state, says } = reaction.decide(visit('presumed'), disputed('s'));
    expect(state).toMatchObject({
      session: { state: { record: 'missed' }, version: 3 },
      booking: { state: { state: 'missed' }, version: 5 },
    });
    expect(says).toMatchObject([
      { contract: { type: 'aftercare.scheduling.session.corrected.v1' }, data: { version: 4, tookPlace: false } },
    ]);
    expect(reaction.decide(state, disputed('s')).says).toEqual([]);
  });

  it('leaves what a practitioner recorded, and shows that it is disputed', () => {
    const { state, says } = reaction.decide(visit('completed'), disputed('s'));
    expect(state).toMatchObject({
      session: { state: { record: 'completed', disputedAt: at } },
      booking: { state: { state: 'completed' } },
    });
    expect(says).toEqual([]);
  });

  it('changes nothing about a session that is not ours', () => {
    expect(reaction.decide(undefined, disputed('s'))).toEqual({ state: undefined, says: [] });
  });
});

describe('a client who says that a visit did not take place, and has another one booked', () => {
  const clock = new FixedClock(new Date('2027-03-08T15:00:00Z'));
  const transactions = new InMemoryTransactions({ service: 'scheduling', clock });
  const bookings = new InMemoryBookingStore(transactions);
  const sessions = new InMemorySessionStore(transactions);
  const next = aBooking({
    ...{ id: '22222222-2222-4222-8222-222222222222', first: false },
    ...{ startsAt: new Date('2027-03-22T10:00:00Z'), endsAt: new Date('2027-03-22T11:00:00Z') },
  });
  const { clinicId, id, clientRef } = aBooking();

  it('has the next visit know of it, as after any miss', async () => {
    await runOnce(transactions, async ({ writes }) => {
      for (const booking of [aBooking(), next]) bookings.saveBooking(booking, undefined, writes);
    });
    const ahead = new VisitsAhead(bookings, sessions, clock);
    await new RecordOutcome(transactions, bookings, sessions, ahead, clock).presume({ clinicId, id });
    const event = disputed(sessionIdOf(id));
    const reaction = new CorrectDisputedVisit(bookings, sessions);
    const { says } = await runReaction(reaction, [event], { store: transactions.store });
    expect(says.map(({ contract }) => contract.type)).toContain('aftercare.scheduling.booking.marked.v1');
    await runOnce(transactions, async ({ within }) => {
      expect((await bookings.booking({ clinicId, id: next.id }, within))?.state.afterMiss).toBe(true);
      const [book] = await bookings.clientBooks([{ clinicId, id: clientRef }], within);
      expect(book?.state.last?.missed).toBe(true);
    });
  });
});
