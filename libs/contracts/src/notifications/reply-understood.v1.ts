import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** A reply to a note about a booking was understood. What follows from it is for the booking's owner to decide. */
export const replyUnderstoodV1 = defineEvent({
  type: 'aftercare.notifications.reply.understood.v1',
  topic: Topics.replies,
  summary: 'A client answered a note about a booking.',
  data: z.object({
    bookingId: idField,
    /** Of the booking, as the note told it: an answer to an older time says nothing about a newer one. */
    sequence: versionField,
    /** `no` and `later` take a `yes` back, by text or on the page, where one was said before; `undone`: staff took a reading back. */
    intent: z.enum(['yes', 'no', 'later', 'undone']),
    at: instantField,
  }),
  partitionKey: (data) => data.bookingId,
});
