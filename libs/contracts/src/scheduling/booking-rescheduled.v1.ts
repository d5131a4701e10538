import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, originField, versionField, zoneField } from '../fields.js';
import { Topics } from '../topics.js';

/** The place was moved to another time; everything planned for an older sequence is void. */
export const bookingRescheduledV1 = defineEvent({
  type: 'aftercare.scheduling.booking.rescheduled.v1',
  topic: Topics.bookings,
  summary: 'A booking was moved to another time.',
  data: z.object({
    bookingId: idField,
    clientRef: idField,
    sequence: versionField,
    startsAt: instantField,
    endsAt: instantField,
    timeZone: zoneField,
    previousStartsAt: instantField,
    /** When the booking was first made. */
    bookedAt: instantField,
    movedAt: instantField,
    /** Who moved it: `import` sends no change message. */
    origin: originField,
    first: z.boolean(),
    /** The client did not come to the visit before, as far as anybody recorded it when this one was booked. */
    afterMiss: z.boolean().optional(),
  }),
  partitionKey: (data) => data.bookingId,
});
