import * as z from 'zod';

const schema = z.object({
  MONGODB_URI: z.string().min(1).describe('MongoDB of the services'),
  DB_PREFIX: z.string().min(1).default('aftercare').describe('First part of the names of their databases'),
});

export type DltConfig = z.output<typeof schema>;

/** Undefined when the address of MongoDB is missing. */
export const readDltConfig = (): DltConfig | undefined => schema.safeParse(process.env).data;
