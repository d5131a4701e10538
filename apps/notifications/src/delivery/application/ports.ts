/** Why a provider refused for good; each is a reason of the ledger. */
export type RefusalReason = 'CONTACT_BAD' | 'STOPPED' | 'PROVIDER_REFUSED';

/** How a call to a provider ended. Adapters never throw for what a provider did or did not do. */
export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly providerId: string }
  /** Certainly not sent, and pointless to repeat. `code` is the provider's own number or reply code. */
  | { readonly outcome: 'refused'; readonly code: string; readonly reason: RefusalReason }
  /** Certainly not sent (429, 5xx before acceptance, connection refused, SMTP failure before DATA). */
  | {
      readonly outcome: 'retry-later';
      readonly afterSeconds: number;
      /** A mailbox that is full, or the queue of one sender, says nothing of how it goes with other messages. Absent: it concerns them all. */
      readonly concerns?: 'message';
    }
  /** The call went out and nobody knows how it ended: time-out, dropped reply, silence after the final dot. */
  | { readonly outcome: 'in-doubt' };

export interface SmsMessage {
  /** Opaque; stands in the status callback's address as `a`, so that a callback finds its row even when the reply was lost. */
  readonly attemptId: string;
  readonly clinicId: string;
  /** E.164 sender number of the clinic. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly statusCallback: string;
  /** After this many seconds the provider need not try any more. */
  readonly validitySeconds?: number;
}

export interface SmsLookUp {
  readonly from: string;
  readonly to: string;
  /** Product time of the claim; messages created before it are another attempt's. */
  readonly sentAfter: Date;
  /** SHA-256 (hex) of the body. */
  readonly bodyHash: string;
}

/** Why a message did not arrive, as far as its provider says. */
export interface ReportedFault {
  /** The provider's own error number, kept for whoever asks. */
  readonly errorCode?: string;
  /** What follows from it for the person or the address; absent when only this message is concerned. */
  readonly blame?: Exclude<RefusalReason, 'PROVIDER_REFUSED'>;
}

export type LookUpResult =
  | ({ readonly found: true; readonly providerId: string; readonly status: DeliveryStatus } & ReportedFault)
  | { readonly found: false }
  /** The provider did not answer; asked again later, and not counted as an empty look. */
  | { readonly found: 'unanswered' };

export abstract class SmsSender {
  abstract send(message: SmsMessage): Promise<SendOutcome>;
  /** Asks the provider's list for a message that may have gone out. */
  abstract lookUp(message: SmsLookUp): Promise<LookUpResult>;
}

export interface EmailMessage {
  readonly attemptId: string;
  readonly clinicId: string;
  /** Stable per reminder, with angle brackets. */
  readonly messageId: string;
  /** `Alias <address>`. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** List-Unsubscribe and the like. */
  readonly headers: Readonly<Record<string, string>>;
  readonly calendar?: { readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL'; readonly content: string };
}

export abstract class EmailSender {
  /** `providerId` of an accepted email is its Message-ID. */
  abstract send(message: EmailMessage): Promise<SendOutcome>;
}

/** Statuses of a provider, in the words of Twilio's callbacks; the lattice of the domain orders them. */
export type DeliveryStatus = 'accepted' | 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** What a signed status callback says. The `RecordDelivery` use case takes it. */
export interface DeliveryReport extends ReportedFault {
  readonly attemptId: string;
  readonly providerId: string;
  readonly status: DeliveryStatus;
  /** Of the one who reports: a row whose claim was lost does not know by which way its message went. */
  readonly channel: 'sms' | 'email';
  /** The address that it went to: only that one is to blame. Absent where the report does not name it. */
  readonly to?: string;
}

/** Who takes the reports of the webhooks; the `RecordDelivery` use case is bound to it. Unknown attempts and repeats change nothing. */
export abstract class DeliveryReports {
  abstract execute(report: DeliveryReport): Promise<void>;
}

/** What a mail server, or the one who had the mail, says of it afterwards. */
export interface MailReport {
  readonly says: 'failed' | 'delayed' | 'arrived' | 'complained';
  /** Of the mail that it is about, with angle brackets. */
  readonly messageId: string;
  /** Enhanced status (RFC 3463), e.g. `5.1.1`. */
  readonly code?: string;
  /** Whom it did not reach, in lower case. */
  readonly recipient?: string;
}

export type MailReportResult = 'bounced' | 'delayed' | 'arrived' | 'complained' | 'unknown';

/** Takes reports about mails; repeats and reports about mails that are not ours change nothing. */
export abstract class MailReports {
  abstract execute(report: MailReport): Promise<MailReportResult>;
}
