import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** A practitioner settled something about the time between a client's visits. What it is stays with its owner. */
export const careplanChangedV1 = defineEvent({
  type: 'aftercare.scheduling.careplan.changed.v1',
  topic: Topics.followups,
  summary: 'What was settled about the time between visits changed.',
  data: z.object({ clientRef: idField, version: versionField }),
  partitionKey: (data) => data.clientRef,
});
