import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { GivenSetupCodes } from './accounts/application/offer-setup-codes.js';
import { ApiDocumentFrame } from './api-docs/application/api-document.js';
import type { GatewayConfig } from './config.js';
import { ConsoleDirectory } from './console-files/adapters/http/console-files.js';
import { EdgeSettings } from './edge/application/edge-settings.js';
import { SmtpSettings } from './sign-in/adapters/mail/smtp-staff-mail.js';
import { SignInSettings } from './sign-in/application/ports.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const value = (instance: object): Provider => ({ provide: instance.constructor, useValue: instance });

const edgeOf = (config: GatewayConfig): EdgeSettings =>
  new EdgeSettings({
    publicUrl: config.PUBLIC_URL.replace(/\/+$/u, ''),
    upstreams: {
      scheduling: config.SCHEDULING_URL,
      notifications: config.NOTIFICATIONS_URL,
      outcomes: config.OUTCOMES_URL,
    },
    trustedProxyHops: config.TRUSTED_PROXY_HOPS,
    perAddress: config.RATE_PER_ADDRESS_PER_MINUTE,
    perToken: config.RATE_PER_TOKEN_PER_MINUTE,
  });

/** Turns the configuration into the values that features ask for. */
@Module({})
export class SettingsModule {
  static forRoot(config: GatewayConfig, consoleDirectory: string): DynamicModule {
    const edge = edgeOf(config);
    const rules = { idleMs: config.SESSION_IDLE_MINUTES * MINUTE_MS, lifeMs: config.SESSION_LIFE_HOURS * HOUR_MS };
    const providers = [
      value(edge),
      value(new SignInSettings(edge.values.publicUrl, rules)),
      value(new GivenSetupCodes(config.SETUP_CODES)),
      value(new SmtpSettings(config.SMTP_URL, config.MAIL_FROM)),
      value(new ApiDocumentFrame(edge.values.publicUrl, edge.sessionCookie)),
      value(new ConsoleDirectory(config.CONSOLE_DIR ?? consoleDirectory)),
    ];
    return {
      module: SettingsModule,
      global: true,
      providers,
      exports: [EdgeSettings, SignInSettings, GivenSetupCodes, SmtpSettings, ApiDocumentFrame, ConsoleDirectory],
    };
  }
}
