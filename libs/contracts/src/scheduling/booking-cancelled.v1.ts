import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, originField, versionField, zoneField } from '../fields.js';
import { Topics } from '../topics.js';

/** The place was given up. The sequence rises as well, so that calendars take the cancellation (domain.md 5.3). */
export const bookingCancelledV1 = defineEvent({
  type: 'aftercare.scheduling.booking.cancelled.v1',
  topic: Topics.bookings,
  summary: 'A booking was cancelled.',
  data: z.object({
    bookingId: idField,
    clientRef: idField,
    sequence: versionField,
    startsAt: instantField,
    endsAt: instantField,
    timeZone: zoneField,
    cancelledAt: instantField,
    /** Who cancelled: `import` sends no cancel message. */
    origin: originField,
  }),
  partitionKey: (data) => data.bookingId,
});
