import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** Routine notes to this client are held until a person clears the flag. Says nothing about what was ticked. */
export const flagRaisedV1 = defineEvent({
  type: 'aftercare.outcomes.flag.raised.v1',
  topic: Topics.safety,
  summary: 'Routine notes to a client are held until a person clears this.',
  data: z.object({ flagId: idField, clientRef: idField, level: z.enum(['E', 'U', 'R']), at: instantField }),
  partitionKey: (data) => data.clientRef,
});
