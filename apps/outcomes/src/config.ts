import { loadConfig, platformConfig } from '@aftercare/platform';
import * as z from 'zod';

/** Every key of this service; the table of the README is written from it. */
export const configSchema = z.object({ ...platformConfig });

export type OutcomesConfig = z.output<typeof configSchema>;

export const readConfig = (): OutcomesConfig => loadConfig(configSchema, process.env);
