import { Injectable } from '@nestjs/common';
import { Mailbox, type ReceivedMail } from '../../mail/application/mailbox.js';
import { SmsNetwork, type SmsMessage } from '../../sms/application/sms-network.js';

/** A telephone or a mailbox that has seen something. */
export interface Owner {
  readonly address: string;
  readonly messages: number;
  readonly newestAt: Date;
}

const ownersOf = (seen: readonly { readonly address: string; readonly at: Date }[]): readonly Owner[] => {
  const owners = new Map<string, Owner>();
  for (const { address, at } of seen) {
    const messages = (owners.get(address)?.messages ?? 0) + 1;
    owners.set(address, { address, messages, newestAt: at });
  }
  return [...owners.values()].sort((one, other) => one.address.localeCompare(other.address, 'en'));
};

/** What stands on people's own devices: texts that really arrived or were written there, and mail. */
@Injectable()
export class Correspondence {
  constructor(
    private readonly network: SmsNetwork,
    private readonly mailbox: Mailbox,
  ) {}

  phones(): readonly Owner[] {
    return ownersOf(this.onHandsets().map((text) => ({ address: handsetOf(text), at: text.sentAt ?? text.createdAt })));
  }

  mailboxes(): readonly Owner[] {
    return ownersOf(this.mailbox.all().map((mail) => ({ address: mail.to, at: mail.at })));
  }

  /** Both directions, oldest first. */
  textsOf(number: string): readonly SmsMessage[] {
    return this.onHandsets().filter((text) => handsetOf(text) === number);
  }

  mailsTo(address: string): readonly ReceivedMail[] {
    return this.mailbox.to(address);
  }

  private onHandsets(): readonly SmsMessage[] {
    return this.network.all().filter((text) => text.direction === 'inbound' || text.status === 'delivered');
  }
}

/** The person's end of a text. */
const handsetOf = (text: SmsMessage): string => (text.direction === 'inbound' ? text.from : text.to);
