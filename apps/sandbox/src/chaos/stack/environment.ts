import { freePort } from '@aftercare/testing';
import { randomBytes } from 'node:crypto';

export const SLOTS = ['sandbox', 'scheduling', 'gateway', 'notifications-1', 'notifications-2'] as const;
/** A process of the run; notifications runs twice. */
export type Slot = (typeof SLOTS)[number];
export type App = 'sandbox' | 'scheduling' | 'gateway' | 'notifications';

export const appOf = (slot: Slot): App =>
  slot === 'notifications-1' || slot === 'notifications-2' ? 'notifications' : slot;

export interface Addresses {
  readonly ports: Readonly<Record<Slot | 'smtp' | 'notifications', number>>;
}

export const urlOf = ({ ports }: Addresses, name: Slot | 'notifications'): string => `http://127.0.0.1:${ports[name]}`;

export const chooseAddresses = async (): Promise<Addresses> => {
  const names = [...SLOTS, 'smtp', 'notifications'] as const;
  const chosen = await Promise.all(names.map(async (name) => [name, await freePort()] as const));
  return { ports: Object.fromEntries(chosen) as Addresses['ports'] }; // every name is there
};

const secret = (): string => randomBytes(32).toString('base64');

export interface Engines {
  readonly mongodbUri: string;
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
}

/** What every process of the run gets. The second notifications is reached through one address, as behind a balancer. */
export const environmentOf = (
  addresses: Addresses,
  engines: Engines,
  run: { readonly prefix: string; readonly setupCodes: readonly string[] },
): Readonly<Record<string, string>> => ({
  MONGODB_URI: engines.mongodbUri,
  KAFKA_BROKERS: engines.kafkaBrokers,
  REDIS_URL: engines.redisUrl,
  DB_PREFIX: run.prefix,
  REDIS_PREFIX: run.prefix,
  TOPIC_PREFIX: `${run.prefix}.`.replaceAll('_', '-'),
  CLOCK: 'stepped',
  LOG_LEVEL: 'warn',
  INTERNAL_TOKEN_SECRET: secret(),
  LINK_KEY: secret(),
  MASTER_KEY: secret(),
  PUBLIC_URL: urlOf(addresses, 'gateway'),
  SCHEDULING_URL: urlOf(addresses, 'scheduling'),
  NOTIFICATIONS_URL: urlOf(addresses, 'notifications'),
  GATEWAY_URL: urlOf(addresses, 'gateway'),
  TWILIO_BASE_URL: urlOf(addresses, 'sandbox'),
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: secret(),
  SMTP_URL: `smtp://127.0.0.1:${addresses.ports.smtp}`,
  SANDBOX_SMTP_PORT: String(addresses.ports.smtp),
  SETUP_CODES: run.setupCodes.join(','),
  RATE_PER_ADDRESS_PER_MINUTE: '0',
  RATE_PER_TOKEN_PER_MINUTE: '0',
  // All waves lie on one day; what is beyond a day's allowance would wait for the next morning.
  SMS_PER_DAY: '0',
  EMAILS_PER_DAY: '0',
});
