import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, reasonField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** The plan of a follow-up no longer stands: booked again, session corrected, a newer session. */
export const followupWithdrawnV1 = defineEvent({
  type: 'aftercare.scheduling.followup.withdrawn.v1',
  topic: Topics.followups,
  summary: 'A planned follow-up no longer stands.',
  data: z.object({ sessionId: idField, clientRef: idField, version: versionField, reason: reasonField }),
  partitionKey: (data) => data.clientRef,
});
