import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { codeField, idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** A survey was finished. Times only; the answers never leave their owner. */
export const surveyAnsweredV1 = defineEvent({
  type: 'aftercare.outcomes.survey.answered.v1',
  topic: Topics.surveys,
  summary: 'A survey was finished.',
  data: z.object({
    surveyId: idField,
    clientRef: idField,
    version: versionField,
    instrument: codeField,
    sessionId: idField.optional(),
    answeredAt: instantField,
  }),
  partitionKey: (data) => data.surveyId,
});
