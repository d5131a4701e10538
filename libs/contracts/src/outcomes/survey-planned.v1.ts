import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { codeField, idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** A survey may be asked: when to invite, when to remind once, when it closes. A higher version replaces the times of an earlier one. */
export const surveyPlannedV1 = defineEvent({
  type: 'aftercare.outcomes.survey.planned.v1',
  topic: Topics.surveys,
  summary: 'A survey may be asked of a client at a time.',
  data: z.object({
    surveyId: idField,
    clientRef: idField,
    version: versionField,
    instrument: codeField,
    /** Generation of the link; a re-issue raises it. */
    generation: versionField,
    bookingId: idField.optional(),
    sessionId: idField.optional(),
    inviteAt: instantField,
    /** One reminder to those who did not answer; absent when the instrument has none. */
    remindAt: instantField.optional(),
    /** When it is asked for once more, where the form stays open long enough. */
    remindAgainAt: instantField.optional(),
    closesAt: instantField,
  }),
  partitionKey: (data) => data.surveyId,
});
