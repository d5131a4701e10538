import type { ReminderView } from './reminder-view.js';

/** A reply or a link that is owed at once; the ledger row is planned in the caller's moment and sent like every other. */
export interface OwedAnswer {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly kind:
    'stop-confirmation' | 'start-confirmation' | 'help' | 'yes' | 'cancel-help' | 'unclear' | 'personal-link';
  /** Id of the inbound message, or `subject:generation`; the same one twice owes one answer. */
  readonly occurrence: string;
  readonly channel: 'sms' | 'email';
  readonly bookingId?: string;
  readonly sequence?: number;
  readonly startsAt?: Date;
}

/** Plans rows of the families `reply` and `link` that do not come from an event. */
export abstract class AnswerLedger {
  abstract owe(answer: OwedAnswer): Promise<void>;
}

/** Reads for the pages that explain. */
export abstract class Explanations {
  /** The row behind a why link (`/w/<token>`), by the SHA-256 of the token. */
  abstract findByWhyToken(tokenHash: string): Promise<ReminderView | undefined>;
  /** What was sent to this client and what waits, newest first. */
  abstract recentOf(
    client: { readonly clinicId: string; readonly clientRef: string },
    limit: number,
  ): Promise<readonly ReminderView[]>;
  /** The next booking that the ledger knows of, for `YES` replies; from pending or sent appointment rows. */
  abstract nextVisitOf(
    client: { readonly clinicId: string; readonly clientRef: string },
    now: Date,
  ): Promise<
    | { readonly bookingId: string; readonly sequence: number; readonly startsAt: Date; readonly zone: string }
    | undefined
  >;
}
