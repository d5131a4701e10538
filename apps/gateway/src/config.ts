import { loadConfig, platformConfig } from '@aftercare/platform';
import { z } from 'zod';

const setupCodes = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((code) => code.trim())
      .filter((code) => code !== ''),
  );

/** Everything the gateway can be told from outside. It has no part in events and makes no client links. */
export const configSchema = z
  .object(platformConfig)
  .omit({ KAFKA_BROKERS: true, TOPIC_PREFIX: true, LINK_KEY: true })
  .extend({
    SETUP_CODES: setupCodes.describe(
      'One-time codes that each make a clinic and its first owner, separated by commas. Without any, the first start writes one to the log',
    ),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//u, 'must begin with smtp:// or smtps://')
      .describe('Mail server for mail to staff, e.g. `smtps://user:password@mail.example:465`'),
    MAIL_FROM: z.string().min(3).max(254).default('Aftercare <no-reply@localhost>').describe('Sender of mail to staff'),
    SESSION_IDLE_MINUTES: z.coerce
      .number()
      .int()
      .min(5)
      .max(1440)
      .default(480)
      .describe('Minutes of product time without a request after which a browser is signed out'),
    SESSION_LIFE_HOURS: z.coerce
      .number()
      .int()
      .min(1)
      .max(720)
      .default(168)
      .describe('Hours of product time after which a browser is signed out in any case'),
    TRUSTED_PROXY_HOPS: z.coerce
      .number()
      .int()
      .min(0)
      .max(5)
      .default(0)
      .describe('Number of own proxies in front whose `X-Forwarded-For` entries are believed'),
    RATE_PER_ADDRESS_PER_MINUTE: z.coerce
      .number()
      .int()
      .min(0)
      .default(600)
      .describe('Requests per minute and network address; 0 switches the limit off'),
    RATE_PER_TOKEN_PER_MINUTE: z.coerce
      .number()
      .int()
      .min(0)
      .default(240)
      .describe('Requests per minute and client link or session; 0 switches the limit off'),
    CONSOLE_DIR: z.string().optional().describe('Directory of the built console, where it is not beside the gateway'),
  });

export type GatewayConfig = z.infer<typeof configSchema>;

export const readEnvironment = (): GatewayConfig => loadConfig(configSchema, process.env);
