import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** A survey closed without being finished. */
export const surveyExpiredV1 = defineEvent({
  type: 'aftercare.outcomes.survey.expired.v1',
  topic: Topics.surveys,
  summary: 'A survey closed without being finished.',
  data: z.object({ surveyId: idField, clientRef: idField, version: versionField, at: instantField }),
  partitionKey: (data) => data.surveyId,
});
