import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { channelField, idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** Somebody with an old link asked for a new one; it goes to the channel on record, as a message of family `link`. */
export const surveyLinkRequestedV1 = defineEvent({
  type: 'aftercare.outcomes.survey.link-requested.v1',
  topic: Topics.surveys,
  summary: 'A new link of a survey was asked for.',
  data: z.object({
    surveyId: idField,
    clientRef: idField,
    generation: versionField,
    channel: channelField.optional(),
    requestedAt: instantField,
  }),
  partitionKey: (data) => data.surveyId,
});
