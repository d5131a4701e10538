import { loadConfig, platformConfig, redisConfig } from '@aftercare/platform';
import * as z from 'zod';
import { readSenders } from './reminders/application/sending/sender-allowances.js';

const perSecond = (usual: number) => z.coerce.number().int().min(0).max(500).default(usual);
const perDay = (usual: number) => z.coerce.number().int().min(0).max(1_000_000).default(usual);

/** Every key of this service; the table of the README is written from it. */
export const configSchema = z.object({
  ...platformConfig,
  ...redisConfig,
  REDIS_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/)
    .default('aftercare')
    .describe('Put in front of every Redis key; installations that share a Redis take different ones'),
  TWILIO_ACCOUNT_SID: z.string().min(1).describe('Account at Twilio (or the stand-in)'),
  TWILIO_AUTH_TOKEN: z.string().min(1).describe('Token of that account; its webhooks are signed with it'),
  TWILIO_BASE_URL: z
    .url()
    .default('https://api.twilio.com')
    .describe('Origin of the messages API; the sandbox has its own'),
  TWILIO_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1000)
    .max(15_000)
    .default(10_000)
    .describe('A call without an answer is in doubt after this, in milliseconds'),
  TWILIO_OPT_OUT: z
    .enum(['twilio', 'ours'])
    .default('ours')
    .describe('`twilio`: Twilio answers and blocks STOP itself and we only record it'),
  SMS_AT_ONCE: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(40)
    .describe('Texts that are on their way to Twilio at the same time'),
  SMS_PER_SECOND: perSecond(100).describe(
    'Calls for texts of one sender number in any second; 0 means that nobody counts',
  ),
  SMS_PER_DAY: perDay(2000).describe(
    "Texts of one sender number on a day at its clinic (US carriers' least for registered senders); 0 means that nobody counts",
  ),
  SMTP_PER_SECOND: perSecond(50).describe('Mails to the mail server in any second; 0 means that nobody counts'),
  EMAILS_PER_DAY: perDay(5000).describe('Mails of one clinic on one of its days; 0 means that nobody counts'),
  SENDER_ALLOWANCES: z
    .string()
    .default('')
    .refine((text) => readSenders(text) !== undefined, 'is not `sender=per second/per day`, separated by commas')
    .describe(
      'Other allowances of single senders, by number or address: `+15550100=1/2000,hello@elm.example=/500`; an empty part is taken from above, 0 as well',
    ),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .describe('Mail server, `smtp://user:pass@host:port` or `smtps://`'),
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(100).default(5).describe('Connections of the mail pool'),
  SMTP_CONNECT_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(500)
    .max(10_000)
    .default(5000)
    .describe('Connecting and greeting, in milliseconds'),
  SMTP_SILENCE_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1000)
    .max(15_000)
    .default(10_000)
    .describe('Silence after which the outcome of a mail is decided without the server, in milliseconds'),
  MAIL_REPORTS_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Bounces and complaints are taken with it at `/hooks/mail/reports`, at least 32 characters; nowhere unless given',
    ),
  MAIL_HOST: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe(
      'Right side of Message-IDs and of the sender of a clinic without one; the host of PUBLIC_URL unless given',
    ),
});

export type NotificationsConfig = z.output<typeof configSchema>;

export const readConfig = (): NotificationsConfig => loadConfig(configSchema, process.env);
