import type { Reminder } from './reminder.js';

/** What the owner of a visit says of it. */
export interface BookingStatus {
  readonly active: boolean;
  readonly cancelled: boolean;
  readonly sequence: number;
  /** Told by events only: the client missed the visit before. */
  readonly afterMiss?: boolean;
}

/** What the owner of a form says of it. */
export interface SurveyStatus {
  readonly state: 'planned' | 'started' | 'answered' | 'withdrawn' | 'expired';
  readonly generation: number;
  /** Why it may not be asked, where that is more than that it is closed. */
  readonly reason?: string;
}

/** Why a message about the visit is not sent; undefined: it may be. */
export const judgeBooking = (row: Reminder, booking: BookingStatus): string | undefined => {
  if (booking.sequence !== (row.subject.sequence ?? booking.sequence))
    return booking.cancelled ? 'BOOKING_CANCELLED' : 'BOOKING_MOVED';
  if (row.kind === 'cancel') return booking.cancelled ? undefined : 'BOOKING_MOVED';
  if (booking.cancelled) return 'BOOKING_CANCELLED';
  return booking.active ? undefined : 'TOO_LATE';
};

/** Why a message about the form is not sent; undefined: it may be. */
export const judgeSurvey = (row: Reminder, { state, generation, reason }: SurveyStatus): string | undefined => {
  if (state === 'answered') return 'ANSWERED';
  if (state === 'withdrawn' && reason !== undefined) return reason;
  if (state === 'withdrawn' || (state === 'expired' && row.family !== 'link')) return 'SURVEY_CLOSED';
  return row.family === 'link' && generation > (row.subject.generation ?? generation) ? 'MERGED' : undefined;
};
