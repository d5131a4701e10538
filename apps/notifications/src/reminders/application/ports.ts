import type { ReminderView } from './reminder-view.js';

/** A reply or a link that is owed at once; the ledger row is planned in the caller's moment and sent like every other. */
export interface OwedAnswer {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly kind:
    'stop-confirmation' | 'start-confirmation' | 'help' | 'yes' | 'visit-stays' | 'unclear' | 'personal-link';
  /** Id of the inbound message, or `subject:generation`; the same one twice owes one answer. */
  readonly occurrence: string;
  readonly channel: 'sms' | 'email';
  /** The visit that the answer speaks of; a STOP confirmation then says that the visit stays. */
  readonly bookingId?: string;
  readonly sequence?: number;
  readonly startsAt?: Date;
  /** The clinic's zone: a visit is told on its clock. */
  readonly visitZone?: string;
  /** From this instant on it is of no use; an hour from now unless given. */
  readonly notAfter?: Date;
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
  /** When the booked visit begins (or began), where the ledger knows the booking. */
  abstract visitStartOf(booking: { readonly clinicId: string; readonly bookingId: string }): Promise<Date | undefined>;
  /** The next booking that the ledger knows of; from pending or sent appointment rows. */
  abstract nextVisitOf(
    client: { readonly clinicId: string; readonly clientRef: string },
    now: Date,
  ): Promise<NextVisit | undefined>;
  /**
   * The visit that a text from a number answers: the one that the newest note sent to its people by SMS is about.
   * Undefined when that note is about something else, or tells an older time of the visit, or the visit has begun.
   */
  abstract answeredVisitOf(
    people: { readonly clinicId: string; readonly clientRefs: readonly string[] },
    now: Date,
  ): Promise<(NextVisit & { readonly clientRef: string }) | undefined>;
}

export interface NextVisit {
  readonly bookingId: string;
  readonly sequence: number;
  readonly startsAt: Date;
  readonly zone: string;
}
