import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { channelField, idField, instantField, purposeField } from '../fields.js';
import { Topics } from '../topics.js';

/** Consent for one channel and one purpose was withdrawn. The evidence stays with the owner. */
export const consentWithdrawnV1 = defineEvent({
  type: 'aftercare.notifications.consent.withdrawn.v1',
  topic: Topics.consents,
  summary: 'Consent for a channel and a purpose was withdrawn.',
  data: z.object({ clientRef: idField, channel: channelField, purpose: purposeField, at: instantField }),
  partitionKey: (data) => data.clientRef,
});
