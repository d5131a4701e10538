/** Notifications as its `main.ts` composes it, with its own Twilio adapter; of several processes each works its part of the shards. */
import { connectReactions } from '@aftercare/messaging';
import { bootstrap } from '@aftercare/platform';
import { appModule, SERVICE } from '../../../apps/notifications/dist/app.module.js';
import { configSchema } from '../../../apps/notifications/dist/config.js';
import { ShardLeases } from '../../../apps/notifications/dist/reminders/application/sending/shards.js';
import { SHARDS } from '../../../apps/notifications/dist/reminders/domain/reminder.js';
import { MASTER_KEY, PUBLIC_URL, SECRET } from '../ledger/world.mjs';

const { uri, prefix, brokers, redisUrl, ownersUrl, providerUrl, perSecond, part, parts } = JSON.parse(
  process.argv[2] ?? '{}',
);

const config = configSchema.parse({
  NODE_ENV: 'production',
  ...{ MONGODB_URI: uri, KAFKA_BROKERS: brokers, REDIS_URL: redisUrl },
  ...{ DB_PREFIX: prefix, TOPIC_PREFIX: `${prefix}.`, REDIS_PREFIX: prefix },
  ...{ INTERNAL_TOKEN_SECRET: SECRET, LINK_KEY: SECRET, MASTER_KEY: MASTER_KEY.toString('base64') },
  ...{ LOG_LEVEL: process.env['BENCH_LOG_LEVEL'] ?? 'error', PUBLIC_URL },
  ...{ SCHEDULING_URL: ownersUrl, OUTCOMES_URL: ownersUrl },
  ...{ TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000', TWILIO_AUTH_TOKEN: 'token' },
  ...{ TWILIO_BASE_URL: providerUrl, SMTP_URL: 'smtp://127.0.0.1:1' },
  ...{ SMS_PER_SECOND: perSecond, SMS_PER_DAY: 0 },
});

/**
 * Of processes that start together the first holds all shards until its leases for the others' shares run out; here each has its own part from the start.
 * @param {import('@nestjs/common').INestApplication} made
 */
function connect(made) {
  const mine = Array.from({ length: SHARDS }, (_, shard) => shard).filter((shard) => shard % parts === part);
  const leases = made.get(ShardLeases, { strict: false });
  if (parts > 1)
    leases.hold = async (/** @type {string} */ _owner, /** @type {number} */ ttlMs) => {
      const untilMs = performance.timeOrigin + performance.now() + ttlMs;
      return new Map(mine.map((shard) => [shard, { untilMs }]));
    };
  return connectReactions(made);
}

const app = await bootstrap({ module: appModule(config), service: SERVICE, config, connect });
process.on('message', () => void app.close().then(() => process.exit(0)));
process.send?.({ ready: true });
