import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField, zoneField } from '../fields.js';
import { Topics } from '../topics.js';

/** What became of the visit before this one was recorded, or put right, while this one was already booked. Nothing about the place changed. */
export const bookingMarkedV1 = defineEvent({
  type: 'aftercare.scheduling.booking.marked.v1',
  topic: Topics.bookings,
  summary: 'It was learned whether a booking follows a missed visit.',
  data: z.object({
    bookingId: idField,
    clientRef: idField,
    /** Of the booking at that time; a later move says itself whether it follows a missed visit. */
    sequence: versionField,
    /** Rises with every change of the booking: of two marks the higher one holds. */
    version: versionField,
    startsAt: instantField,
    endsAt: instantField,
    timeZone: zoneField,
    afterMiss: z.boolean(),
    at: instantField,
  }),
  partitionKey: (data) => data.bookingId,
});
