import { createEvent, visitDisputedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import { close } from '../domain/booking.js';
import { recordSession } from '../domain/session.js';
import { aBooking } from '../testing/a-booking.js';
import { CorrectDisputedVisit } from './correct-disputed-visit.js';
import type { DisputedVisit } from './correct-disputed-visit.js';
import type { BookingStore, SessionStore } from './ports.js';

const at = new Date('2027-03-09T11:00:00Z');
const visit = (record: 'presumed' | 'completed'): DisputedVisit => {
  const booking = close(aBooking(), record, at);
  const { session } = recordSession(undefined, booking, { record, details: {}, at });
  return { session: { state: session, version: 3 }, booking: { state: booking, version: 5 } };
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
