import type { SenderAllowances } from './sender-allowances.js';

/** Numbers and addresses of sending, from the service's configuration. The class is its injection token. */
export class SendSettings {
  constructor(
    readonly values: {
      /** Without a slash at the end. */
      readonly publicUrl: string;
      /** Right side of Message-IDs and of the sender address of a clinic that has none. */
      readonly mailHost: string;
      /** Texts that are under way at the same time. */
      readonly smsAtOnce: number;
      /** No more than the SMTP pool has connections. */
      readonly emailsAtOnce: number;
      /** Absent: nobody limits how fast and how much is sent. */
      readonly allowances?: SenderAllowances;
    },
  ) {}
}
