import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { dateField, idField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** Nothing was booked for so long after a session that the client counts as lapsed. For the clinic to see; nobody is written to about it. */
export const followupLapsedV1 = defineEvent({
  type: 'aftercare.scheduling.followup.lapsed.v1',
  topic: Topics.followups,
  summary: 'A client did not come back after a session.',
  data: z.object({
    sessionId: idField,
    clientRef: idField,
    version: versionField,
    /** The client's local date from which on it is so: day 42, or two weeks after a longer interval or pause. */
    lapsedOn: dateField,
  }),
  partitionKey: (data) => data.clientRef,
});
