import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { channelField, idField, instantField } from '../fields.js';
import { Topics } from '../topics.js';

/** A provider says that the address of this channel does not work. The address itself is never in an event. */
export const contactBouncedV1 = defineEvent({
  type: 'aftercare.notifications.contact.bounced.v1',
  topic: Topics.contacts,
  summary: 'The address of a channel does not work.',
  data: z.object({ clientRef: idField, channel: channelField, at: instantField }),
  partitionKey: (data) => data.clientRef,
});
