import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, instantField, purposeField, reasonField, channelField } from '../fields.js';
import { Topics } from '../topics.js';

/** A message could not be sent or did not arrive. Ids and times only. */
export const reminderFailedV1 = defineEvent({
  type: 'aftercare.notifications.reminder.failed.v1',
  topic: Topics.reminders,
  summary: 'A message could not be sent or did not arrive.',
  data: z.object({
    reminderId: idField,
    clientRef: idField,
    family: z.union([purposeField, z.enum(['reply', 'link'])]),
    kind: z.string().min(1),
    channel: channelField,
    /** The survey that the message asks for, if it does. */
    surveyId: idField.optional(),
    bookingId: idField.optional(),
    at: instantField,
    reason: reasonField,
  }),
  partitionKey: (data) => data.reminderId,
});
