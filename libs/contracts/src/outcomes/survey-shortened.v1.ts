import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** The client asked for the short version because of today: what is not about a visit waits until the next allowed morning (ux.md P2). */
export const surveyShortenedV1 = defineEvent({
  type: 'aftercare.outcomes.survey.shortened.v1',
  topic: Topics.surveys,
  summary: 'A client asked for the short version of a survey today.',
  data: z.object({ surveyId: idField, clientRef: idField, at: instantField }),
  partitionKey: (data) => data.surveyId,
});
