import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** The practitioner recorded that the session took place. It may follow a presumption of the same session. */
export const sessionCompletedV1 = defineEvent({
  type: 'aftercare.scheduling.session.completed.v1',
  topic: Topics.sessions,
  summary: 'A session was completed; technique and practitioner are looked up.',
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
