import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { Contacts } from '../../contacts/application/ports.js';
import { readReply } from '../domain/read-reply.js';
import type { Intent } from '../domain/read-reply.js';
import { isAnsweredByTwilio } from '../domain/twilio-keywords.js';
import { FinishReply } from './finish-reply.js';
import { ReplyInbox } from './ports.js';
import type { InboundReply } from './ports.js';

/** A provider's webhook said that somebody wrote. */
export interface ReceivedText {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Twilio's own reading (`STOP`, `START`, `HELP`), where it has one. */
  readonly optOutType?: string;
}

const BY_TWILIO: Readonly<Record<string, Intent>> = { STOP: 'stop', START: 'start', HELP: 'help' };

/** Keeps what somebody wrote, does what it asks for and answers at most once. The same message twice changes nothing more. */
@Injectable()
export class ReceiveReply {
  constructor(
    private readonly clinics: Clinics,
    private readonly contacts: Contacts,
    private readonly inbox: ReplyInbox,
    private readonly finish: FinishReply,
    private readonly clock: Clock,
  ) {}

  async execute(received: ReceivedText): Promise<void> {
    // Before anything is waited for: of STOP and START the one that came later is the word of the number.
    const receivedAt = this.clock.now();
    const clinic = await this.clinics.findBySmsSender(received.to);
    // A number that is no clinic's: nobody to tell.
    if (clinic === undefined) return;
    const reply = await this.read(received, clinic, receivedAt);
    const kept = await this.inbox.keep(reply);
    if (kept.as === 'done') return;
    await this.finish.execute({ ...reply, receivedAt: kept.receivedAt }, kept.as === 'again');
  }

  private async read(
    { messageId, from, text, optOutType }: ReceivedText,
    { clinicId }: ClinicRules,
    receivedAt: Date,
  ): Promise<InboundReply> {
    const people = await this.contacts.findByPhone(clinicId, from);
    const ourReading = readReply(text);
    const intent = BY_TWILIO[optOutType ?? ''] ?? ourReading;
    return {
      clinicId,
      messageId,
      phone: from,
      text,
      // A bare "cancel" is a STOP to Twilio as well; which of the two it was decides the words of the confirmation.
      intent: intent === 'stop' && ourReading === 'cancel' ? 'cancel' : intent,
      answeredByProvider: isAnsweredByTwilio(text, optOutType),
      ...(intent === 'start' && ourReading === 'yes' ? { saysYes: true } : {}),
      clientRefs: people.map(({ clientRef }) => clientRef),
      receivedAt,
    };
  }
}
