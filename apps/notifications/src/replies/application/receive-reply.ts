import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import { Contacts } from '../../contacts/application/ports.js';
import { addresseesOf } from '../domain/addressees.js';
import type { Addressee, NumberOwner } from '../domain/addressees.js';
import { readReply } from '../domain/read-reply.js';
import type { Intent } from '../domain/read-reply.js';
import { isAnsweredByTwilio } from '../domain/twilio-keywords.js';
import { FinishReply } from './finish-reply.js';
import { ReplyInbox } from './ports.js';
import type { InboundReply, Kept } from './ports.js';

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

type Reading = Pick<InboundReply, 'intent' | 'answeredByProvider' | 'saysYes'>;

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
    const reading = readingOf(received);
    const addressees = addresseesOf(await this.ownersOf(received), reading.intent);
    const taken: { readonly reply: InboundReply; readonly kept: Kept }[] = [];
    // All are kept before the first is acted upon: what breaks there is finished by the sweep, for each of them.
    for (const addressee of addressees) {
      const reply = replyTo(addressee, { received, reading, receivedAt });
      taken.push({ reply, kept: await this.inbox.keep(reply) });
    }
    for (const { reply, kept } of taken) {
      if (kept.as === 'done') continue;
      await this.finish.execute({ ...reply, receivedAt: kept.receivedAt }, kept.as === 'again');
    }
  }

  private async ownersOf({ from, to }: ReceivedText): Promise<readonly NumberOwner[]> {
    const { present, former } = await this.clinics.ownersOfSender(to);
    const owners: NumberOwner[] = [];
    for (const { clinicId } of [...(present === undefined ? [] : [present]), ...former]) {
      const people = await this.contacts.findByPhone(clinicId, from);
      const clientRefs = people.map(({ clientRef }) => clientRef);
      owners.push({ clinicId, clientRefs, isPresent: clinicId === present?.clinicId });
    }
    return owners;
  }
}

interface ReadText {
  readonly received: ReceivedText;
  readonly reading: Reading;
  readonly receivedAt: Date;
}

const replyTo = (
  { clinicId, clientRefs, reads }: Addressee,
  { received, reading, receivedAt }: ReadText,
): InboundReply => {
  const { messageId, from: phone, text } = received;
  const about = { clinicId, messageId, phone, clientRefs, receivedAt };
  if (reads === 'all') return { ...about, ...reading, text };
  return { ...about, text: 'STOP', intent: 'stop', answeredByProvider: reading.answeredByProvider };
};

const readingOf = ({ text, optOutType }: ReceivedText): Reading => {
  const ourReading = readReply(text);
  const intent = BY_TWILIO[optOutType ?? ''] ?? ourReading;
  return {
    // A bare "cancel" is a STOP to Twilio as well; which of the two it was decides the words of the confirmation.
    intent: intent === 'stop' && ourReading === 'cancel' ? 'cancel' : intent,
    answeredByProvider: isAnsweredByTwilio(text, optOutType),
    ...(intent === 'start' && ourReading === 'yes' ? { saysYes: true } : {}),
  };
};
