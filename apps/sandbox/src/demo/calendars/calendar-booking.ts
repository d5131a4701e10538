/** A visit as another program's calendar knows it. */
export interface CalendarBooking {
  /** The same in every export: `UID` of the .ics, `Appointment ID` of the .csv. */
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA zone in which the program shows it. */
  readonly zone: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** As the program calls it. */
  readonly service: string;
  readonly practitioner: string;
}

/** What stands in a sample besides the visits. The same bookings and the same options give the same file. */
export interface CalendarOptions {
  /** Stands in the file as the time of its making. */
  readonly writtenAt: Date;
  /** A service that no clinic of ours offers. */
  readonly unknownService?: string;
}

export const UNKNOWN_SERVICE = 'Gift voucher consultation';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
