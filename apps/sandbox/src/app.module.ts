import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule } from '@aftercare/platform';
import type { SandboxConfig } from './config.js';
import { ControlController } from './control/adapters/http/control.controller.js';
import { SmtpAddress, SmtpMailbox } from './mail/adapters/smtp/smtp-mailbox.js';
import { MailReportHook, MailReturns } from './mail/application/mail-returns.js';
import { Mailbox } from './mail/application/mailbox.js';
import { PhonesController } from './phones/adapters/http/phones.controller.js';
import { Correspondence } from './phones/application/correspondence.js';
import { TwilioApiController } from './sms/adapters/http/twilio-api.controller.js';
import { SmsNetwork } from './sms/application/sms-network.js';
import { TwilioAccount, Webhooks } from './sms/application/webhooks.js';

/** The stand-ins for the outside world: everything is kept in memory and ends with the process. */
@Module({})
export class AppModule {
  static with(config: SandboxConfig): DynamicModule {
    const account = {
      accountSid: config.TWILIO_ACCOUNT_SID,
      authToken: config.TWILIO_AUTH_TOKEN,
      inboundUrl: `${config.PUBLIC_URL}/hooks/twilio/inbound`,
      ownOptOut: config.TWILIO_OPT_OUT === 'twilio',
    } satisfies Pick<TwilioAccount, keyof TwilioAccount>;
    const hook = {
      url: `${config.PUBLIC_URL}/hooks/mail/reports`,
      secret: config.MAIL_REPORTS_SECRET,
    } satisfies Pick<MailReportHook, keyof MailReportHook>;
    const smtp = { host: config.HOST, port: config.SANDBOX_SMTP_PORT } satisfies Pick<SmtpAddress, keyof SmtpAddress>;
    return {
      module: AppModule,
      imports: [PlatformModule.forRoot({ service: 'sandbox', config })],
      controllers: [TwilioApiController, ControlController, PhonesController],
      providers: [
        { provide: TwilioAccount, useValue: account },
        { provide: SmtpAddress, useValue: smtp },
        { provide: MailReportHook, useValue: hook },
        SmsNetwork,
        Webhooks,
        Mailbox,
        MailReturns,
        SmtpMailbox,
        Correspondence,
      ],
    };
  }
}
