import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** A client said in a survey what they wish about the next visit; `stop` ends nudges, `booked` and `not-now` are for the clinic. */
export const wishChangedV1 = defineEvent({
  type: 'aftercare.outcomes.wish.changed.v1',
  topic: Topics.surveys,
  summary: 'A client said what they wish about the next visit.',
  data: z.object({
    surveyId: idField,
    clientRef: idField,
    wish: z.enum(['booked', 'suggest', 'not-now', 'stop']),
    at: instantField,
  }),
  partitionKey: (data) => data.surveyId,
});
