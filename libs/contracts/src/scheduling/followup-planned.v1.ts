import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { codeField, dateField, idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** The cadence rules say when the next visit is due after a session. A higher version replaces an earlier plan of the same session. */
export const followupPlannedV1 = defineEvent({
  type: 'aftercare.scheduling.followup.planned.v1',
  topic: Topics.followups,
  summary: 'The usual interval after a session ends on a day.',
  data: z.object({
    sessionId: idField,
    clientRef: idField,
    version: versionField,
    /** The client's local date on which the nudge is due, at 10:00. */
    dueOn: dateField,
    /** `dueOn` 10:00 in the client's zone when it was planned; a changed zone moves it. */
    dueAt: instantField,
    windowStart: dateField,
    windowEnd: dateField,
    policyVersion: codeField,
  }),
  partitionKey: (data) => data.clientRef,
});
