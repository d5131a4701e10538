import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { channelField, idField, instantField, purposeField } from '../fields.js';
import { Topics } from '../topics.js';

/** Consent for one channel and one purpose was granted. The evidence stays with the owner. */
export const consentGrantedV1 = defineEvent({
  type: 'aftercare.notifications.consent.granted.v1',
  topic: Topics.consents,
  summary: 'Consent for a channel and a purpose was granted.',
  data: z.object({ clientRef: idField, channel: channelField, purpose: purposeField, at: instantField }),
  partitionKey: (data) => data.clientRef,
});
