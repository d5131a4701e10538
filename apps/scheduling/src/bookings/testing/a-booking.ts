import { book } from '../domain/booking.js';
import type { Booked, BookingTerms } from '../domain/booking.js';

/** Monday 8 March 2027, 10:00 to 11:00 in London. */
export const aBooking = (change: Partial<BookingTerms> = {}): Booked =>
  book({
    id: '11111111-1111-4111-8111-111111111111',
    clinicId: 'clinic',
    clientRef: 'client',
    practitionerId: 'practitioner',
    room: null,
    techniques: ['swedish'],
    areas: [],
    place: '12 Elm Road',
    startsAt: new Date('2027-03-08T10:00:00Z'),
    endsAt: new Date('2027-03-08T11:00:00Z'),
    timeZone: 'Europe/London',
    origin: 'desk',
    bookedAt: new Date('2027-03-01T09:00:00Z'),
    first: true,
    imported: null,
    history: false,
    overlapReason: null,
    ...change,
  });
