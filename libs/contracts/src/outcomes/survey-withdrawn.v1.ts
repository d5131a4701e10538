import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, reasonField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** A survey is not wanted any more: the visit was cancelled or did not take place. */
export const surveyWithdrawnV1 = defineEvent({
  type: 'aftercare.outcomes.survey.withdrawn.v1',
  topic: Topics.surveys,
  summary: 'A survey is not wanted any more.',
  data: z.object({ surveyId: idField, clientRef: idField, version: versionField, reason: reasonField }),
  partitionKey: (data) => data.surveyId,
});
