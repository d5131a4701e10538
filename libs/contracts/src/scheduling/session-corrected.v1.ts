import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** What was recorded or presumed about a session was put right; `tookPlace` says which is true now. */
export const sessionCorrectedV1 = defineEvent({
  type: 'aftercare.scheduling.session.corrected.v1',
  topic: Topics.sessions,
  summary: 'The record of a session was put right.',
  data: z.object({
    sessionId: idField,
    bookingId: idField,
    clientRef: idField,
    version: versionField,
    tookPlace: z.boolean(),
  }),
  partitionKey: (data) => data.sessionId,
});
