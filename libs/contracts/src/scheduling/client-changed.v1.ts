import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** Thin: contact, locale and zone are looked up, because they may not stand in an event. Said on creation and on every change. */
export const clientChangedV1 = defineEvent({
  type: 'aftercare.scheduling.client.changed.v1',
  topic: Topics.clients,
  summary: 'The record of a client changed; consumers look up contact, locale and zone.',
  data: z.object({ clientRef: idField, version: versionField }),
  partitionKey: (data) => data.clientRef,
});
