import { loadConfig, platformConfig } from '@aftercare/platform';
import * as z from 'zod';

export const configSchema = z.object({
  NODE_ENV: platformConfig.NODE_ENV,
  PORT: platformConfig.PORT,
  HOST: platformConfig.HOST,
  CLOCK: platformConfig.CLOCK,
  CLOCK_START: platformConfig.CLOCK_START,
  LOG_LEVEL: platformConfig.LOG_LEVEL,
  INTERNAL_TOKEN_SECRET: platformConfig.INTERNAL_TOKEN_SECRET,
  PUBLIC_URL: platformConfig.PUBLIC_URL,
  SANDBOX_SMTP_PORT: z.coerce.number().int().positive().describe('TCP port of the SMTP mailbox'),
  TWILIO_ACCOUNT_SID: z.string().min(1).describe('Account that the stand-in for Twilio accepts'),
  TWILIO_AUTH_TOKEN: z.string().min(1).describe('Token of that account; also signs the webhooks'),
  TWILIO_OPT_OUT: z
    .enum(['twilio', 'ours'])
    .default('ours')
    .describe('`twilio`: the stand-in answers and blocks STOP by itself'),
  MAIL_REPORTS_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('What notifications takes bounces and complaints with; none are handed on unless given'),
});

export type SandboxConfig = z.output<typeof configSchema>;

/** The one place of this app that reads the environment. */
export const configFromEnvironment = (): SandboxConfig => loadConfig(configSchema, process.env);

/** What the demo program needs to know of the running stack. */
export const demoConfigSchema = z.object({
  CLOCK_START: platformConfig.CLOCK_START,
  INTERNAL_TOKEN_SECRET: platformConfig.INTERNAL_TOKEN_SECRET,
  PUBLIC_URL: platformConfig.PUBLIC_URL,
  SCHEDULING_URL: platformConfig.SCHEDULING_URL,
  NOTIFICATIONS_URL: platformConfig.NOTIFICATIONS_URL,
  OUTCOMES_URL: platformConfig.OUTCOMES_URL,
  GATEWAY_URL: platformConfig.GATEWAY_URL,
  SANDBOX_URL: z.url().describe('Address of the sandbox'),
  SETUP_CODES: z.string().min(1).describe('One-time codes of the clinics to open, separated by commas'),
});

export type DemoConfig = z.output<typeof demoConfigSchema>;

export const demoConfigFromEnvironment = (): DemoConfig => loadConfig(demoConfigSchema, process.env);
