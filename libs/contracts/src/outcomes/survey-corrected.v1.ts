import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** An answer of a finished survey was changed while the survey was open for it, in a way that others may ask about. */
export const surveyCorrectedV1 = defineEvent({
  type: 'aftercare.outcomes.survey.corrected.v1',
  topic: Topics.surveys,
  summary: 'An answer of a finished survey was changed.',
  data: z.object({ surveyId: idField, clientRef: idField, at: instantField }),
  partitionKey: (data) => data.surveyId,
});
