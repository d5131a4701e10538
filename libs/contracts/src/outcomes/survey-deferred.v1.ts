import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** The client asked to be asked tomorrow: routine notes wait until the next allowed morning (ux.md P2). */
export const surveyDeferredV1 = defineEvent({
  type: 'aftercare.outcomes.survey.deferred.v1',
  topic: Topics.surveys,
  summary: 'A client asked to be asked on another day.',
  data: z.object({
    surveyId: idField,
    clientRef: idField,
    version: versionField,
    at: instantField,
    closesAt: instantField,
  }),
  partitionKey: (data) => data.surveyId,
});
