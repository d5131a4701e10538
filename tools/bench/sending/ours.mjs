/** Notifications as its `main.ts` composes it, on the system clock; only Twilio and the mail server are replaced. */
import { connectReactions } from '@aftercare/messaging';
import { bootstrap } from '@aftercare/platform';
import { appModule, SERVICE } from '../../../apps/notifications/dist/app.module.js';
import { configSchema } from '../../../apps/notifications/dist/config.js';
import { EmailSender, SmsSender } from '../../../apps/notifications/dist/delivery/application/ports.js';
import { SettleRows } from '../../../apps/notifications/dist/reminders/application/sending/settle.js';
import { MASTER_KEY, PUBLIC_URL, SECRET } from '../ledger/world.mjs';
import { Batch, CountingProvider, serve, where } from './contestant.mjs';

const { uri, prefix, brokers, redisUrl, ownersUrl } = where();
const provider = new CountingProvider();
const batch = new Batch(provider);

class CountingSms extends SmsSender {
  async send({ attemptId }) {
    return { outcome: 'accepted', providerId: await provider.take(attemptId.split('~')[1] ?? '') };
  }
  async lookUp() {
    return { found: false };
  }
}
class NoEmail extends EmailSender {
  async send() {
    throw new Error('the rows of this benchmark go out by text');
  }
}
class Senders {}
const senders = {
  module: Senders,
  providers: [
    { provide: SmsSender, useValue: new CountingSms() },
    { provide: EmailSender, useValue: new NoEmail() },
  ],
  exports: [SmsSender, EmailSender],
};

const config = configSchema.parse({
  NODE_ENV: 'production',
  ...{ MONGODB_URI: uri, KAFKA_BROKERS: brokers, REDIS_URL: redisUrl },
  ...{ DB_PREFIX: prefix, TOPIC_PREFIX: `${prefix}.`, REDIS_PREFIX: prefix },
  ...{ INTERNAL_TOKEN_SECRET: SECRET, LINK_KEY: SECRET, MASTER_KEY: MASTER_KEY.toString('base64') },
  ...{ LOG_LEVEL: process.env['BENCH_LOG_LEVEL'] ?? 'error', PUBLIC_URL },
  ...{ SCHEDULING_URL: ownersUrl, OUTCOMES_URL: ownersUrl },
  ...{ TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000', TWILIO_AUTH_TOKEN: 'token' },
  SMTP_URL: 'smtp://127.0.0.1:1',
  // Nobody counts: how fast it can be is the question.
  ...{ SMS_PER_SECOND: 0, SMS_PER_DAY: 0 },
});
const app = await bootstrap({
  module: appModule(config, senders),
  service: SERVICE,
  config,
  connect: connectReactions,
});

// Seen from here a result is durable when the use case that stores it has ended.
const settle = app.get(SettleRows, { strict: false });
const execute = settle.execute.bind(settle);
settle.execute = async (claimId, settlements, failures) => {
  const late = await execute(claimId, settlements, failures);
  batch.settle(settlements.filter(({ to }) => to === 'sent').length - late.length);
  return late;
};

serve({ batch, stop: () => app.close() });
