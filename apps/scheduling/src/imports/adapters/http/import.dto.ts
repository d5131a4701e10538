import { pageQuery } from '@aftercare/platform';
import * as z from 'zod';

const name = z.string().min(1).max(200);
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/);
const column = z.string().min(1).max(120);

/** How the names of a file tie to the clinic's records; the same for the API and the command. */
export const mappingSchema = z.strictObject({
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,40}$/)
    .exactOptional(),
  services: z
    .record(
      name,
      z.strictObject({ techniques: z.array(code).min(1).max(10), areas: z.array(code).max(20).exactOptional() }),
    )
    .exactOptional(),
  practitioners: z.record(name, z.string().min(1).max(64)).exactOptional(),
  defaultPractitioner: z.string().min(1).max(64).exactOptional(),
  clients: z.record(z.string().min(1).max(300), z.string().min(1).max(64)).exactOptional(),
  zones: z.record(name, z.string().min(1).max(64)).exactOptional(),
  columns: z
    .strictObject({
      start: column.exactOptional(),
      end: column.exactOptional(),
      zone: column.exactOptional(),
      phone: column.exactOptional(),
      email: column.exactOptional(),
      service: column.exactOptional(),
      practitioner: column.exactOptional(),
      id: column.exactOptional(),
      rescheduled: column.exactOptional(),
      cancelled: column.exactOptional(),
    })
    .exactOptional(),
  dateOrder: z.enum(['dmy', 'mdy']).exactOptional(),
});

export const importBody = z.strictObject({
  format: z.enum(['ics', 'csv']),
  /** Nothing is written unless this says false. */
  dryRun: z.boolean().default(true),
  content: z.string().min(1),
  mapping: mappingSchema.default({}),
});
export type ImportBody = z.output<typeof importBody>;

export const runsQuery = z.strictObject(pageQuery);
export type RunsQuery = z.output<typeof runsQuery>;
