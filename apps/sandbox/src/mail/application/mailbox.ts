import { Injectable } from '@nestjs/common';
import { Activity, Clock } from '@aftercare/kernel';
import PostalMime from 'postal-mime';
import type { WhyReturned } from '../domain/returned-mail.js';

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

/** What the mail server does with the next mails to an address; what comes back is taken first. */
export const MAIL_FAULTS = [
  'unknown-mailbox',
  'greylist',
  'cut-after-dot',
  'cut-before-data',
  'closed-mailbox',
  'unwanted',
] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];

/** A mail that was taken and comes back. */
export interface ReturningMail {
  /** Product time of its return. */
  readonly at: Date;
  readonly why: WhyReturned;
  readonly mail: Pick<ReceivedMail, 'to' | 'raw'>;
}

const RETURNED_AFTER_MS = 5 * 60_000;
const isReturned = (fault: MailFault | undefined): fault is WhyReturned =>
  fault === 'closed-mailbox' || fault === 'unwanted';

/** Every mailbox there is: whatever was really accepted over SMTP, in order. */
@Injectable()
export class Mailbox {
  private readonly mails: ReceivedMail[] = [];
  private readonly faults = new Map<string, MailFault>();
  private returning: readonly ReturningMail[] = [];

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
      const received: ReceivedMail = {
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
      };
      this.mails.push(received);
      const why = this.faultOf(recipient);
      if (isReturned(why)) this.returnLater({ at: new Date(at.getTime() + RETURNED_AFTER_MS), why, mail: received });
    }
  }

  returnLater(returning: ReturningMail): void {
    this.returning = [...this.returning, returning];
  }

  /** Those that come back at or before an instant, each once. */
  takeReturning(now: Date): readonly ReturningMail[] {
    const due = this.returning.filter(({ at }) => at <= now);
    this.returning = this.returning.filter(({ at }) => at > now);
    return due;
  }

  nextReturn(): Date | undefined {
    return this.returning.map(({ at }) => at).sort((one, other) => one.getTime() - other.getTime())[0];
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
