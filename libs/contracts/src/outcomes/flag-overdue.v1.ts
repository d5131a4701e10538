import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** Said once, when the time in which somebody has to look has passed and nobody has done anything about the flag. Says nothing about what was ticked. */
export const flagOverdueV1 = defineEvent({
  type: 'aftercare.outcomes.flag.overdue.v1',
  topic: Topics.safety,
  summary: 'Nobody has looked at a flag in time.',
  data: z.object({ flagId: idField, clientRef: idField, level: z.enum(['E', 'U']), at: instantField }),
  partitionKey: (data) => data.clientRef,
});
