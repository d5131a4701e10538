import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** The client says that a presumed session did not take place; scheduling corrects its record. */
export const visitDisputedV1 = defineEvent({
  type: 'aftercare.outcomes.visit.disputed.v1',
  topic: Topics.surveys,
  summary: 'A client says that a presumed session did not take place.',
  data: z.object({ surveyId: idField, sessionId: idField, bookingId: idField, clientRef: idField, at: instantField }),
  partitionKey: (data) => data.surveyId,
});
