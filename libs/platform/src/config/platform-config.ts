import { z } from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const address = z.url({ protocol: /^https?$/ });

/** Environment keys that every service shares; spread into the service's own schema. */
export const platformConfig = {
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('`production` refuses the stepped clock'),
  SERVICE_NAME: z.string().min(1).optional().describe('Name in logs and metrics, where it differs from the service'),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('TCP port of the HTTP server; 0 takes a free one'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the HTTP server binds to'),
  MONGODB_URI: z.string().startsWith('mongodb').describe('MongoDB replica set, `mongodb://` or `mongodb+srv://`'),
  DB_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]{1,32}$/)
    .default('aftercare')
    .describe('Databases are `<prefix>_<service>` and `<prefix>_<service>_keys`'),
  KAFKA_BROKERS: z.string().min(1).describe('Kafka brokers, `host:port`, separated by commas'),
  TOPIC_PREFIX: z
    .string()
    .regex(/^[a-z0-9._-]{0,32}$/)
    .default('')
    .describe('Put in front of every topic and consumer group'),
  CLOCK: z
    .enum(['system', 'stepped'])
    .default('system')
    .describe('`stepped`: product time stands still until the director steps it (demo and end-to-end tests only)'),
  CLOCK_START: instant
    .optional()
    .describe('First instant of the stepped clock, ISO 8601; required with `CLOCK=stepped`'),
  INTERNAL_TOKEN_SECRET: z.string().min(32).describe('Signs the tokens between services, at least 32 characters'),
  LINK_KEY: z
    .string()
    .min(32)
    .describe('Derives the tokens of client links, at least 32 characters; changing it ends every link'),
  MASTER_KEY: z
    .base64()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
    .describe('Wraps the data keys of clients: 32 bytes in base64'),
  PUBLIC_URL: address
    .default('http://localhost:8080')
    .describe('Origin that clients and staff open; keep it short, it stands in every SMS'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least level that is logged'),
  OTEL_EXPORTER_OTLP_ENDPOINT: address
    .optional()
    .describe('Collector of traces (OTLP over HTTP), e.g. `http://localhost:4318`; without it nothing is recorded'),
  TRACE_RATIO: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Part of all traces that is recorded, 0 to 1, where there is a collector'),
  SCHEDULING_URL: address.default('http://127.0.0.1:8081').describe('Address of scheduling for internal look-ups'),
  NOTIFICATIONS_URL: address
    .default('http://127.0.0.1:8082')
    .describe('Address of notifications for internal look-ups'),
  OUTCOMES_URL: address.default('http://127.0.0.1:8083').describe('Address of outcomes for internal look-ups'),
  GATEWAY_URL: address.default('http://127.0.0.1:8080').describe('Address of the gateway'),
};

/** For services that ring through Redis. */
export const redisConfig = {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .describe('Redis with `maxmemory-policy noeviction`, `redis://` or `rediss://`'),
};

type Shared = z.infer<z.ZodObject<typeof platformConfig>>;

/** Keys that a process without stores (the sandbox) leaves out of its schema. */
type StoreKey = 'MONGODB_URI' | 'KAFKA_BROKERS' | 'LINK_KEY' | 'MASTER_KEY' | 'DB_PREFIX' | 'TOPIC_PREFIX';
/** Keys that have a default here, so that a schema may leave them out. */
type OptionalKey =
  | StoreKey
  | 'NODE_ENV'
  | 'SERVICE_NAME'
  | 'PORT'
  | 'HOST'
  | 'CLOCK_START'
  | 'PUBLIC_URL'
  | 'OTEL_EXPORTER_OTLP_ENDPOINT'
  | 'TRACE_RATIO'
  | `${'SCHEDULING' | 'NOTIFICATIONS' | 'OUTCOMES' | 'GATEWAY'}_URL`;

/** What `PlatformModule` reads of a service's configuration. Without `MONGODB_URI` it provides no store, cipher or lease. */
export type PlatformConfig = Pick<Shared, Exclude<keyof Shared, OptionalKey>> & {
  readonly [K in OptionalKey]?: Shared[K] | undefined;
};
