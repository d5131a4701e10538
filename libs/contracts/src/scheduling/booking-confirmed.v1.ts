import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, originField, versionField, zoneField } from '../fields.js';
import { Topics } from '../topics.js';

/** The clinic holds a place for a client. It plans reminders; it does not mean that the session took place. */
export const bookingConfirmedV1 = defineEvent({
  type: 'aftercare.scheduling.booking.confirmed.v1',
  topic: Topics.bookings,
  summary: 'The clinic holds a place for a client.',
  data: z.object({
    bookingId: idField,
    clientRef: idField,
    /** Goes up with every move and with the cancel; reminders of an older sequence are void. */
    sequence: versionField,
    startsAt: instantField,
    endsAt: instantField,
    /** The clinic's zone: the visit's local time. */
    timeZone: zoneField,
    bookedAt: instantField,
    origin: originField,
    /** No earlier booking of this client at this clinic, active or done. */
    first: z.boolean(),
    /** The client did not come to the visit before, as far as anybody recorded it when this one was booked. */
    afterMiss: z.boolean().optional(),
  }),
  partitionKey: (data) => data.bookingId,
});
