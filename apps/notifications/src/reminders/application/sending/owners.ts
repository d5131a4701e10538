import type { BookingStatus, SurveyStatus } from '../../domain/decide-send.js';
import type { Reminder } from '../../domain/reminder.js';

/** Bulk look-ups at the owners of facts, at send time. They throw when the owner is silent. */
export abstract class Owners {
  /** By `clinicId/bookingId`. */
  abstract bookings(
    refs: readonly { readonly clinicId: string; readonly bookingId: string }[],
  ): Promise<ReadonlyMap<string, BookingStatus>>;
  /** By `clinicId/surveyId`. */
  abstract surveys(
    refs: readonly { readonly clinicId: string; readonly surveyId: string }[],
  ): Promise<ReadonlyMap<string, SurveyStatus>>;
  /** Names `clinicId/clientRef` of those with a future booking. */
  abstract booked(
    refs: readonly { readonly clinicId: string; readonly clientRef: string }[],
    after: Date,
  ): Promise<ReadonlySet<string>>;
}

/** One message of a client: when it went out or is going out. */
export interface CountedMessage {
  readonly id: string;
  readonly client: string;
  readonly at: Date;
  readonly isSurvey: boolean;
  /** News about a booking and links do not count for the caps, but for the brake. */
  readonly isCapped: boolean;
}

/** What the service's own projections say, in bulk. */
export abstract class SendProjections {
  /** Messages of these people but replies, with those under a claim other than `ownClaim`; by send time. */
  abstract countedSince(
    clients: readonly { readonly clinicId: string; readonly clientRef: string }[],
    since: Date,
    ownClaim?: string,
  ): Promise<readonly CountedMessage[]>;
  /** Reminders of visits and survey messages that are planned between two instants. */
  abstract waitingOf(
    clients: readonly { readonly clinicId: string; readonly clientRef: string }[],
    span: { readonly from: Date; readonly to: Date },
  ): Promise<readonly Reminder[]>;
  /** Open flags and deferrals by client name. */
  abstract holdsOf(
    clients: readonly { readonly clinicId: string; readonly clientRef: string }[],
  ): Promise<ReadonlyMap<string, { readonly flagged: boolean; readonly deferredUntil?: Date }>>;
  /** Rows by their id, in whatever state they are. */
  abstract notesOf(
    keys: readonly { readonly clinicId: string; readonly id: string }[],
  ): Promise<ReadonlyMap<string, Reminder>>;
  /** The newest that events told of bookings, by `clinicId/bookingId`. */
  abstract bookings(
    refs: readonly { readonly clinicId: string; readonly bookingId: string }[],
  ): Promise<ReadonlyMap<string, BookingStatus>>;
}
