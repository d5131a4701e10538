import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** Said once; the next one only after the rate recovered over as many forms again. Numbers of a whole clinic, nothing in it points at a person. */
export const answerRateFellV1 = defineEvent({
  type: 'aftercare.outcomes.answer-rate.fell.v1',
  topic: Topics.surveys,
  summary: 'Fewer than 30 of the last 100 forms of a clinic were answered in time.',
  data: z.object({
    clinicId: idField,
    version: versionField,
    answered: z.int().nonnegative(),
    due: z.int().positive(),
    at: instantField,
  }),
  partitionKey: (data) => data.clinicId,
});
