import type { Cause, UseCaseWork } from '@aftercare/messaging';

export type Channel = 'sms' | 'email';
export type Purpose = 'appointment' | 'survey' | 'follow-up';

/** How we know: where the choice was made and by whom. */
export interface Evidence {
  readonly source:
    | 'contact-given'
    | 'staff'
    | 'choices-page'
    | 'one-click'
    | 'sms-stop'
    | 'sms-start'
    | 'provider'
    | 'survey-wish'
    | 'complaint';
  /** Staff account, id of the inbound message, ... Never a text that a client wrote. */
  readonly reference?: string;
  /** Version and language of the text that the person was shown, e.g. `choices@1` in `en-GB`. */
  readonly textVersion?: string;
  readonly locale?: string;
}

export interface ConsentChange {
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly granted: boolean;
}

export interface ConsentHistoryEntry extends ConsentChange {
  readonly at: Date;
  readonly evidence: Evidence;
}

export interface ConsentRecord {
  readonly clientRef: string;
  readonly entries: readonly (ConsentChange & { readonly since: Date })[];
  readonly history: readonly ConsentHistoryEntry[];
  /** The phone number on record has a STOP entry for this clinic since then. */
  readonly stoppedAt?: Date;
}

export interface ClientKey {
  readonly clinicId: string;
  readonly clientRef: string;
}

/** What closes a number at a clinic, or opens it again. */
export interface NumberWord {
  readonly clinicId: string;
  readonly phone: string;
  readonly evidence: Evidence;
  /** When it was said, where that is not now. */
  readonly saidAt?: Date;
}

/** Consent by channel and purpose, with history and evidence; STOP entries by clinic and number. */
export abstract class Consents {
  abstract of(client: ClientKey): Promise<ConsentRecord>;
  /** Only what differs is written and said (`consent.granted`, `consent.withdrawn`). */
  abstract change(
    client: ClientKey,
    changes: readonly ConsentChange[],
    evidence: Evidence,
    cause?: Cause,
  ): Promise<void>;
  /**
   * STOP from a number: no SMS from this clinic to it any more, whatever its purpose, until `grantAgain`.
   * Returns false when it was stopped already (a repeated webhook sends no second confirmation).
   */
  abstract withdrawAllSms(stop: NumberWord): Promise<boolean>;
  /**
   * START, or undone on the choices page: lifts the STOP entry. Returns false when there was none, or one that was said later:
   * whoever is slow to act on a START lifts no STOP that came after it. Purposes stay as chosen.
   */
  abstract grantAgain(start: NumberWord): Promise<boolean>;
  /** `withdrawAllSms` inside a transaction of the caller. */
  abstract withdrawAllSmsWithin(stop: NumberWord, work: UseCaseWork): Promise<boolean>;
}
