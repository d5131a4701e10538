import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { dateField, idField, instantField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** A client wrote down a day of theirs, or changed it. What they wrote is looked up (`POST /internal/cadence-inputs`), never told. */
export const diaryRecordedV1 = defineEvent({
  type: 'aftercare.outcomes.diary.recorded.v1',
  topic: Topics.diary,
  summary: 'A client filled in a day of the diary.',
  data: z.object({
    clientRef: idField,
    /** The client's own calendar day. */
    date: dateField,
    /** Of the entry of this day: 1 when it is new. */
    version: versionField,
    at: instantField,
    /** What is not about a visit waits until the next allowed morning (domain.md 2.2). */
    notToday: z.boolean(),
  }),
  partitionKey: (data) => data.clientRef,
});
