import { MessagingModule } from '@aftercare/messaging';
import { PlatformModule } from '@aftercare/platform';
import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { ChoicesModule } from './choices/choices.module.js';
import { ClinicsModule } from './clinics/clinics.module.js';
import type { NotificationsConfig } from './config.js';
import { ConsentsModule } from './consents/consents.module.js';
import { ContactsModule } from './contacts/contacts.module.js';
import { MailReportsModule } from './delivery/adapters/mail-reports/mail-reports.module.js';
import { TwilioHooksModule } from './delivery/adapters/twilio/twilio-hooks.module.js';
import { DeliveryAdaptersModule } from './delivery/delivery-adapters.module.js';
import type { DeliveryAdaptersOptions } from './delivery/delivery-adapters.module.js';
import { PersonalLinksModule } from './personal-links/personal-links.module.js';
import { BellSettings } from './reminders/adapters/bullmq/bullmq-bell.js';
import { allowanceOf, readSenders } from './reminders/application/sending/sender-allowances.js';
import type { SenderAllowances } from './reminders/application/sending/sender-allowances.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { RepliesModule } from './replies/replies.module.js';
import { RulesModule } from './rules/rules.module.js';
import { subscriptions } from './subscriptions.js';
import { TemplatesModule } from './templates/templates.module.js';
import { TextDeskModule } from './templates/text-desk.module.js';

export const SERVICE = 'notifications';

const originOf = (url: string): string => url.replace(/\/+$/u, '');

const providersOf = (config: NotificationsConfig): DeliveryAdaptersOptions => ({
  twilio: {
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
    baseUrl: config.TWILIO_BASE_URL,
    timeoutMs: config.TWILIO_TIMEOUT_MS,
    publicUrl: originOf(config.PUBLIC_URL),
  },
  smtp: {
    url: config.SMTP_URL,
    maxConnections: config.SMTP_CONNECTIONS,
    connectTimeoutMs: config.SMTP_CONNECT_TIMEOUT_MS,
    silenceTimeoutMs: config.SMTP_SILENCE_TIMEOUT_MS,
  },
});

const mailHostOf = (config: NotificationsConfig): string => config.MAIL_HOST ?? new URL(config.PUBLIC_URL).hostname;

const counted = (most: number): number | undefined => (most === 0 ? undefined : most);

const allowancesOf = (config: NotificationsConfig): SenderAllowances => ({
  sms: allowanceOf(counted(config.SMS_PER_SECOND), counted(config.SMS_PER_DAY)),
  email: allowanceOf(counted(config.SMTP_PER_SECOND), counted(config.EMAILS_PER_DAY)),
  senders: readSenders(config.SENDER_ALLOWANCES) ?? new Map(),
});

const remindersOf = (config: NotificationsConfig, senders: DynamicModule): DynamicModule =>
  RemindersModule.forRoot({
    bell: new BellSettings(config.REDIS_URL, config.REDIS_PREFIX),
    sending: {
      publicUrl: originOf(config.PUBLIC_URL),
      mailHost: mailHostOf(config),
      smsAtOnce: config.SMS_AT_ONCE,
      emailsAtOnce: config.SMTP_CONNECTIONS,
      allowances: allowancesOf(config),
    },
    imports: [senders],
  });

/** What the service is made of; `senders` replaces Twilio and SMTP in tests. */
export const featuresOf = (config: NotificationsConfig, senders?: DynamicModule): readonly DynamicModule[] => {
  const providers = providersOf(config);
  const carriers = senders ?? DeliveryAdaptersModule.forRoot(providers);
  const reminders = remindersOf(config, carriers);
  const imports = [ClinicsModule, ContactsModule, ConsentsModule, reminders];
  const replies = RepliesModule.forRoot({ optOut: config.TWILIO_OPT_OUT, imports });
  return [
    reminders,
    replies,
    TextDeskModule.forRoot({
      publicUrl: originOf(config.PUBLIC_URL),
      mailHost: mailHostOf(config),
      imports: [ClinicsModule, ContactsModule, ConsentsModule, carriers],
    }),
    RulesModule.forRoot({ imports: [...imports, TemplatesModule] }),
    ChoicesModule.forRoot({ imports }),
    PersonalLinksModule.forRoot({ imports }),
    MailReportsModule.forRoot({ secret: config.MAIL_REPORTS_SECRET, imports: [reminders] }),
    TwilioHooksModule.forRoot({ twilio: providers.twilio, imports: [reminders, replies] }),
  ];
};

/** The composition root. */
export const appModule = (config: NotificationsConfig, senders?: DynamicModule): Type => {
  @Module({
    imports: [
      PlatformModule.forRoot({ service: SERVICE, config }),
      MessagingModule.forRoot({
        service: SERVICE,
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        consumes: Object.values(subscriptions).flat(),
      }),
      ...featuresOf(config, senders),
    ],
  })
  class AppModule {}
  return AppModule;
};
