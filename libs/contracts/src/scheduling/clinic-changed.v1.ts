import * as z from 'zod';
import { defineEvent } from '../define-event.js';
import { idField, versionField } from '../fields.js';
import { Topics } from '../topics.js';

/** Thin: the settings are looked up. Said on creation and on every change. */
export const clinicChangedV1 = defineEvent({
  type: 'aftercare.scheduling.clinic.changed.v1',
  topic: Topics.clinics,
  summary: 'Settings of a clinic changed; consumers look them up.',
  data: z.object({ clinicId: idField, version: versionField }),
  partitionKey: (data) => data.clinicId,
});
