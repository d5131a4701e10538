import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Booking } from '../domain/booking.js';
import type { ClientBook } from '../domain/client-book.js';
import type { DayBook, EmptyDay } from '../domain/day-book.js';
import type { Session } from '../domain/session.js';

export type { Booking, BookingTerms, ImportedFrom } from '../domain/booking.js';
export type { Resources } from '../domain/day-book.js';
export type { Session } from '../domain/session.js';
export { book, cancel, close, markAfterMiss, move } from '../domain/booking.js';
export { recordSession } from '../domain/session.js';
export { checkTerms } from '../domain/terms-check.js';

/** Bookings with the guard documents that their writers share. Reads happen inside the transaction that will write. */
export abstract class BookingStore {
  abstract booking(key: ClinicKey, within: Transaction): Promise<Loaded<Booking> | undefined>;
  abstract importedOnes(clinicId: string, source: string, within?: Transaction): Promise<readonly Loaded<Booking>[]>;
  abstract days(books: readonly EmptyDay[], within: Transaction): Promise<readonly Loaded<DayBook>[]>;
  abstract clientBooks(clients: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<ClientBook>[]>;
  abstract saveBooking(booking: Booking, expectedVersion: number | undefined, writes: UnitOfWork): void;
  /** How often this process called `saveBooking`: without it no visit is presumed earlier or later. */
  abstract readonly saves: number;
  abstract saveDay(book: DayBook, expectedVersion: number | undefined, writes: UnitOfWork): void;
  abstract saveClientBook(book: ClientBook, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

/** Reads outside a transaction, for pages. */
export abstract class BookingReader {
  abstract one(key: ClinicKey): Promise<Booking | undefined>;
}

/** What a client's past and future look like to the cadence rules. */
export interface Care {
  /** The newest session that took place; one that was already history when it was imported starts nothing. */
  readonly latest: Session | undefined;
  /** When those began that took place, the earliest first. */
  readonly tookPlaceAt: readonly Date[];
  readonly openBookings: readonly Booking[];
}

/** What took place, or did not, in held places. */
export abstract class SessionStore {
  abstract sessions(keys: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<Session>[]>;
  abstract save(session: Session, expectedVersion: number | undefined, writes: UnitOfWork): void;
  /** By `clinicId/clientRef`, for every client asked for. */
  abstract careOf(clients: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Care>>;
}

/** Places whose end passed without a record. */
export abstract class UnrecordedVisits {
  abstract due(now: Date, limit: number): Promise<readonly ClinicKey[]>;
  abstract nextAt(): Promise<Date | undefined>;
}
