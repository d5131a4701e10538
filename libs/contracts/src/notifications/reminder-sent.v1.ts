import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { channelField, idField, instantField, purposeField } from '../fields.js';
import { Topics } from '../topics.js';

/** A provider accepted a message. Ids and times only. */
export const reminderSentV1 = defineEvent({
  type: 'aftercare.notifications.reminder.sent.v1',
  topic: Topics.reminders,
  summary: 'A provider accepted a message.',
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
  }),
  partitionKey: (data) => data.reminderId,
});
