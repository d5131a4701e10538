import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** A named person cleared a flag with a reason. */
export const flagClearedV1 = defineEvent({
  type: 'aftercare.outcomes.flag.cleared.v1',
  topic: Topics.safety,
  summary: 'A flag was cleared by a person.',
  data: z.object({ flagId: idField, clientRef: idField, at: instantField }),
  partitionKey: (data) => data.clientRef,
});
