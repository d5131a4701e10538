import { bookingConfirmedV1 } from '@aftercare/contracts';
import type { DataOf } from '@aftercare/contracts';

/** A booking two weeks ahead, made at nine on a Monday. */
export const aBooking = (
  changes: Partial<DataOf<typeof bookingConfirmedV1>> = {},
): DataOf<typeof bookingConfirmedV1> => ({
  bookingId: 'booking-1',
  clientRef: 'client-1',
  sequence: 0,
  startsAt: '2027-03-16T10:30:00Z',
  endsAt: '2027-03-16T11:30:00Z',
  timeZone: 'Europe/London',
  bookedAt: '2027-03-01T08:00:00Z',
  origin: 'desk',
  first: true,
  ...changes,
});
