import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** The client said "I will be there", or took it back. The place is held either way. */
export const attendanceAcknowledgedV1 = defineEvent({
  type: 'aftercare.scheduling.attendance.acknowledged.v1',
  topic: Topics.bookings,
  summary: 'A client said whether they will come.',
  data: z.object({
    bookingId: idField,
    clientRef: idField,
    sequence: versionField,
    /** False: it was said before and is taken back. */
    expected: z.boolean(),
    at: instantField,
  }),
  partitionKey: (data) => data.bookingId,
});
