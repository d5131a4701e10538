import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EmailSender, SmsSender } from './application/ports.js';
import { SmtpEmailSender } from './adapters/smtp/smtp-email-sender.js';
import { SmtpOptions } from './adapters/smtp/smtp-options.js';
import { TwilioOptions } from './adapters/twilio/twilio-options.js';
import { TwilioSmsSender } from './adapters/twilio/twilio-sms-sender.js';

export interface DeliveryAdaptersOptions {
  readonly twilio: TwilioOptions['values'];
  readonly smtp: SmtpOptions['values'];
}

/** Binds the ports of sending to Twilio and SMTP. */
@Module({})
export class DeliveryAdaptersModule {
  static forRoot({ twilio, smtp }: DeliveryAdaptersOptions): DynamicModule {
    return {
      module: DeliveryAdaptersModule,
      providers: [
        { provide: TwilioOptions, useValue: new TwilioOptions(twilio) },
        { provide: SmtpOptions, useValue: new SmtpOptions(smtp) },
        { provide: SmsSender, useClass: TwilioSmsSender },
        { provide: EmailSender, useClass: SmtpEmailSender },
      ],
      exports: [SmsSender, EmailSender],
    };
  }
}
