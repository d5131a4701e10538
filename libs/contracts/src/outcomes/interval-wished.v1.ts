import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** A client said in a survey how often they may be written to about a next visit; "not at all" is said as `wish.changed` `stop`. */
export const intervalWishedV1 = defineEvent({
  type: 'aftercare.outcomes.interval.wished.v1',
  topic: Topics.surveys,
  summary: 'A client said how often they may be written to about a next visit.',
  data: z.object({
    surveyId: idField,
    clientRef: idField,
    /** Absent: the practitioner decides. */
    intervalDays: z.int().min(7).max(56).optional(),
    at: instantField,
  }),
  partitionKey: (data) => data.surveyId,
});
