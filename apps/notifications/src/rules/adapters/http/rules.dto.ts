import { InvalidInputError } from '@aftercare/kernel';
import { cursorFrom } from '@aftercare/platform';
import * as z from 'zod';
import type { PlanPlace } from '../../../reminders/application/waiting-plans.js';

const hhmm = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const step = z.strictObject({ on: z.boolean(), days: z.int() });

/** Bounds are the domain's: it names every field that is out of them. */
const rules = z.strictObject({
  hours: z.strictObject({ from: hhmm, to: hhmm }).nullable(),
  openOn: z.strictObject({ sundays: z.boolean(), publicHolidays: z.boolean() }),
  appointments: z.strictObject({ early: step, late: step, afterNoShow: z.strictObject({ on: z.boolean() }) }),
  surveys: z.strictObject({
    laterHours: z.int(),
    reminder: z.strictObject({ on: z.boolean(), afterHours: z.int().nullable() }),
  }),
  followUps: z.strictObject({ secondNote: z.strictObject({ on: z.boolean(), afterDays: z.int() }) }),
  caps: z.strictObject({ perWeek: z.int() }),
});

const limit = z.int().min(1).max(500).default(50);

/** The whole draft, not a part of it. */
export const previewBody = z.strictObject({ rules, limit });
export type PreviewBody = z.output<typeof previewBody>;

/** `after`: the `next` of the page before, of the same draft. */
export const differencesBody = z.strictObject({ rules, limit, after: z.string().min(1).max(512) });
export type DifferencesBody = z.output<typeof differencesBody>;

/** `previewId`: of the preview of exactly this draft. `digest`: the one that it told, so that it can be compared afterwards. */
export const applyBody = z.strictObject({
  rules,
  previewId: z.string().min(1).max(64),
  digest: z
    .string()
    .regex(/^\d{1,9}-[\da-f]{1,12}$/u)
    .optional(),
});
export type ApplyBody = z.output<typeof applyBody>;

const place = z.strictObject({
  of: z.enum(['booking', 'survey', 'follow-up']),
  after: z.strictObject({ at: z.string().max(40), id: z.string().min(1).max(200) }),
});

export const cursorOf = (at: PlanPlace): string => Buffer.from(JSON.stringify(at)).toString('base64url');

export const placeFrom = (cursor: string): PlanPlace => {
  const read = place.safeParse(jsonFrom(cursorFrom(cursor) ?? ''));
  if (!read.success) throw wrongCursor();
  return read.data;
};

const wrongCursor = (): InvalidInputError =>
  new InvalidInputError('the cursor is not one of ours', [{ field: 'after', message: 'Invalid cursor' }]);

const jsonFrom = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw wrongCursor();
  }
};
