import { pageQuery } from '@aftercare/platform';
import * as z from 'zod';
import { STAFF_GROUNDS } from '../../domain/staff-acts.js';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** A whole day at the clinic, or an instant. */
const bound = z.union([z.iso.date(), instant]);

const state = z.enum([
  'planned',
  'sending',
  'sent',
  'delivered',
  'failed',
  'held',
  'skipped',
  'withdrawn',
  'rehearsed',
  'unknown',
]);

const filters = {
  client: z.string().min(1).max(64).optional(),
  /** One or several, separated by commas. */
  state: z
    .string()
    .max(200)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(state).min(1))
    .optional(),
  family: z.enum(['appointment', 'survey', 'follow-up', 'reply', 'link']).optional(),
  channel: z.enum(['sms', 'email']).optional(),
  reason: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,40}$/)
    .optional(),
  from: bound.optional(),
  to: bound.optional(),
};

export const totalsQuery = z.strictObject(filters);
export type TotalsQuery = z.output<typeof totalsQuery>;

export const listQuery = z.strictObject({
  ...pageQuery,
  ...filters,
  order: z.enum(['due', 'attention']).default('due'),
});
export type ListQuery = z.output<typeof listQuery>;

export const actBody = z.strictObject({ ground: z.enum(STAFF_GROUNDS) });
export type ActBody = z.output<typeof actBody>;

export const retryBody = z.strictObject({ ...actBody.shape, channel: z.enum(['sms', 'email']).optional() });
export type RetryBody = z.output<typeof retryBody>;

export const exportQuery = z.strictObject({
  clinicId: z.string().min(1).max(64),
  after: pageQuery.after,
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});
export type ExportQuery = z.output<typeof exportQuery>;
