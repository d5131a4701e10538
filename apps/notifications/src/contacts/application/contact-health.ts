import type { UseCaseWork } from '@aftercare/messaging';

/** A provider said that an address does not work. It counts for that address only: a new one is good again. */
export abstract class ContactHealth {
  /** Says `contact.bounced` once per address. `address`: the one that the message went to; once the contact has another, nothing is marked. */
  abstract markBad(
    contact: {
      readonly clinicId: string;
      readonly clientRef: string;
      readonly channel: 'sms' | 'email';
      readonly at: Date;
      readonly address?: string;
    },
    work: UseCaseWork,
  ): Promise<void>;
}
