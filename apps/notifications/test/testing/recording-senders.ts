import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EmailSender, SmsSender } from '../../src/delivery/application/ports.js';
import type {
  EmailMessage,
  LookUpResult,
  SendOutcome,
  SmsLookUp,
  SmsMessage,
} from '../../src/delivery/application/ports.js';

export class RecordingSmsSender extends SmsSender {
  readonly sent: SmsMessage[] = [];
  readonly lookUps: SmsLookUp[] = [];
  outcome: (message: SmsMessage) => Promise<SendOutcome> = (message) =>
    Promise.resolve({ outcome: 'accepted', providerId: `SM-${message.attemptId}` });
  found: LookUpResult = { found: false };

  override send(message: SmsMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return this.outcome(message);
  }

  override lookUp(message: SmsLookUp): Promise<LookUpResult> {
    this.lookUps.push(message);
    return Promise.resolve(this.found);
  }
}

export class RecordingEmailSender extends EmailSender {
  readonly sent: EmailMessage[] = [];
  outcome: (message: EmailMessage) => Promise<SendOutcome> = (message) =>
    Promise.resolve({ outcome: 'accepted', providerId: message.messageId });

  override send(message: EmailMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return this.outcome(message);
  }
}

@Module({})
class RecordingSendersModule {}

export const recordingSenders = (sms: SmsSender, email: EmailSender): DynamicModule => ({
  module: RecordingSendersModule,
  providers: [
    { provide: SmsSender, useValue: sms },
    { provide: EmailSender, useValue: email },
  ],
  exports: [SmsSender, EmailSender],
});
