import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** The client did not come. Nothing is sent because of it; what was planned for the session is withdrawn. */
export const sessionMissedV1 = defineEvent({
  type: 'aftercare.scheduling.session.missed.v1',
  topic: Topics.sessions,
  summary: 'The client did not come.',
  data: z.object({
    sessionId: idField,
    bookingId: idField,
    clientRef: idField,
    version: versionField,
    startsAt: instantField,
  }),
  partitionKey: (data) => data.sessionId,
});
