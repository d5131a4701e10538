import type { Life, Scheduler } from '@aftercare/testing';
import { EmailSender, SmsSender } from '../../delivery/application/ports.js';
import type {
  EmailMessage,
  LookUpResult,
  SendOutcome,
  SmsLookUp,
  SmsMessage,
} from '../../delivery/application/ports.js';
import type { Providers } from '../outside/providers.js';

/** Hears of every call to a provider at the moment it is made. */
export type OnCall = (life: Life, attemptId: string) => void;

interface Place {
  readonly scheduler: Scheduler;
  readonly life: Life;
  readonly onCall: OnCall;
}

export class WatchedTexts extends SmsSender {
  constructor(
    private readonly providers: Providers,
    private readonly place: Place,
  ) {
    super();
  }

  override send(message: SmsMessage): Promise<SendOutcome> {
    const { scheduler, life, onCall } = this.place;
    onCall(life, message.attemptId);
    return scheduler.call(life, 'provider.text', () => this.providers.text(message));
  }

  override lookUp(question: SmsLookUp): Promise<LookUpResult> {
    const { scheduler, life } = this.place;
    return scheduler.call(life, 'provider.look-up', () => this.providers.lookUp(question));
  }
}

export class WatchedEmails extends EmailSender {
  constructor(
    private readonly providers: Providers,
    private readonly place: Place,
  ) {
    super();
  }

  override send(message: EmailMessage): Promise<SendOutcome> {
    const { scheduler, life, onCall } = this.place;
    onCall(life, message.attemptId);
    return scheduler.call(life, 'provider.mail', () => this.providers.mail(message));
  }
}
