import type { UseCaseWork } from '@aftercare/messaging';

/** A provider said that an address does not work. It counts for that address only: a new one is good again. */
export abstract class ContactHealth {
  /** Says `contact.bounced` once per address. */
  abstract markBad(
    contact: {
      readonly clinicId: string;
      readonly clientRef: string;
      readonly channel: 'sms' | 'email';
      readonly at: Date;
    },
    work: UseCaseWork,
  ): Promise<void>;
}
