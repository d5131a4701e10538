import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** Nobody recorded anything until 3 h after the end, so the session is presumed to have taken place; its survey asks first. */
export const sessionPresumedV1 = defineEvent({
  type: 'aftercare.scheduling.session.presumed.v1',
  topic: Topics.sessions,
  summary: 'A session was presumed; technique and practitioner are looked up.',
  data: z.object({
    sessionId: idField,
    bookingId: idField,
    clientRef: idField,
    /** Version of the session's record. */
    version: versionField,
    startedAt: instantField,
    endedAt: instantField,
  }),
  partitionKey: (data) => data.sessionId,
});
