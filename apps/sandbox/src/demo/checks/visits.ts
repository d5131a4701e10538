import type { BookingRecord, RunRecords } from '../records/types.js';
import { groupBy } from './people-messages.js';

/** Nobody recorded the visit: three hours after its end the product takes it for done. */
const PRESUMED_AFTER_MS = 3 * 3_600_000;

/** The newest record of each booking; a completion keeps the times of what was booked. */
export const newestBookings = (bookings: readonly BookingRecord[]): readonly BookingRecord[] =>
  [...groupBy(bookings, (booking) => booking.bookingId).values()].flatMap((records) => {
    const newest = records.reduce((best, record) => (Date.parse(record.at) >= Date.parse(best.at) ? record : best));
    return [newest];
  });

/** Sessions of people who said that they were not there. */
const disputedSessions = (records: RunRecords): ReadonlySet<string> =>
  new Set(
    records.answers.flatMap(({ answers, sessionId }) =>
      answers['ps0'] === 'no' && sessionId !== null ? [sessionId] : [],
    ),
  );

/** The booking behind a session, from the ledger's rows about it. */
export const bookingsBySession = (records: RunRecords): ReadonlyMap<string, string> =>
  new Map(
    records.ledger.flatMap(({ sessionId, bookingId }) =>
      sessionId === undefined || bookingId === undefined ? [] : [[sessionId, bookingId] as const],
    ),
  );

/** Visits that were completed, or that ended long enough ago without anybody saying otherwise. */
export const visitsThatTookPlace = (records: RunRecords, until: Date): readonly BookingRecord[] => {
  const bySession = bookingsBySession(records);
  const disputed = new Set([...disputedSessions(records)].map((sessionId) => bySession.get(sessionId)));
  return newestBookings(records.bookings).filter((booking) => {
    if (booking.what === 'complete') return true;
    if (booking.what === 'cancel' || booking.what === 'no-show' || disputed.has(booking.bookingId)) return false;
    return Date.parse(booking.endsAt) + PRESUMED_AFTER_MS <= until.getTime();
  });
};
