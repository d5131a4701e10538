/** Numbers and addresses of sending, from the service's configuration. */
export abstract class SendSettings {
  /** Without a slash at the end. */
  abstract readonly publicUrl: string;
  /** Right side of Message-IDs and of the sender address of a clinic that has none. */
  abstract readonly mailHost: string;
  abstract readonly smsAtOnce: number;
  /** No more than the SMTP pool has connections. */
  abstract readonly emailsAtOnce: number;
}
