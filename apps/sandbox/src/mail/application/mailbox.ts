import { Injectable } from '@nestjs/common';
import { Activity, Clock } from '@aftercare/kernel';
import PostalMime from 'postal-mime';

/** A mail as it arrived. */
export interface ReceivedMail {
  /** Product time of arrival. */
  readonly at: Date;
  readonly messageId: string;
  readonly from: string;
  /** Envelope recipient. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly calendar: string | undefined;
  readonly raw: string;
}

/** What the mail server does with the next mails to an address. */
export type MailFault = 'unknown-mailbox' | 'greylist' | 'cut-after-dot' | 'cut-before-data';

/** Every mailbox there is: whatever was really accepted over SMTP, in order. */
@Injectable()
export class Mailbox {
  private readonly mails: ReceivedMail[] = [];
  private readonly faults = new Map<string, MailFault>();

  constructor(
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {}

  async receive(raw: Buffer, to: readonly string[]): Promise<void> {
    const at = this.clock.now();
    const mail = await PostalMime.parse(raw);
    const calendar = mail.attachments.find((part) => part.mimeType === 'text/calendar');
    this.activity.count('mails', to.length);
    for (const recipient of to) {
      this.mails.push({
        at,
        messageId: mail.messageId ?? '',
        from: mail.from?.address ?? '',
        to: recipient.toLowerCase(),
        subject: mail.subject ?? '',
        text: mail.text ?? '',
        html: mail.html,
        headers: Object.fromEntries(mail.headers.map((header) => [header.key, header.value])),
        calendar: calendar === undefined ? undefined : textOf(calendar.content),
        raw: raw.toString('utf8'),
      });
    }
  }

  all(): readonly ReceivedMail[] {
    return this.mails;
  }

  to(address: string): readonly ReceivedMail[] {
    return this.mails.filter((mail) => mail.to === address.toLowerCase());
  }

  /** An address stays as faulty as it was made until `undefined` is set. */
  setFault(address: string, fault: MailFault | undefined): void {
    if (fault === undefined) this.faults.delete(address.toLowerCase());
    else this.faults.set(address.toLowerCase(), fault);
  }

  faultOf(address: string): MailFault | undefined {
    return this.faults.get(address.toLowerCase());
  }
}

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string'
    ? content
    : Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content).toString('utf8');
