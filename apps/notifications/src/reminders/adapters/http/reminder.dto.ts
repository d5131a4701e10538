import { pageQuery } from '@aftercare/platform';
import * as z from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const listQuery = z.strictObject({
  ...pageQuery,
  client: z.string().min(1).max(64).optional(),
  state: z
    .enum(['planned', 'sending', 'sent', 'delivered', 'failed', 'held', 'skipped', 'withdrawn', 'rehearsed', 'unknown'])
    .optional(),
  family: z.enum(['appointment', 'survey', 'follow-up', 'reply', 'link']).optional(),
  reason: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,40}$/)
    .optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type ListQuery = z.output<typeof listQuery>;

export const exportQuery = z.strictObject({
  clinicId: z.string().min(1).max(64),
  after: pageQuery.after,
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});
export type ExportQuery = z.output<typeof exportQuery>;
