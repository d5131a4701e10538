import type { LedgerRecord, RunRecords } from '../records/types.js';
import { bookingHistories, stateAt, type BookingState } from './booking-history.js';
import type { Check } from './check.js';
import { nameOf, personMessages, type PersonMessage } from './people-messages.js';

/** `bookingId:sequence` of an appointment message; undefined for rows that name a booking without a sequence. */
const sequenceOf = (row: LedgerRecord): number | undefined => {
  const own = row.bookingId === undefined ? undefined : row.occurrence.split(`${row.bookingId}:`)[1];
  return own !== undefined && /^\d+$/.test(own) ? Number(own) : undefined;
};

const judgeAppointment = (row: LedgerRecord, state: BookingState): string | undefined => {
  const sequence = sequenceOf(row);
  if (sequence === undefined) return `names no sequence in "${row.occurrence}"`;
  if (sequence !== state.sequence) return `names sequence ${sequence} while the newest is ${state.sequence}`;
  if (row.kind === 'cancel') return state.status === 'cancelled' ? undefined : 'speaks of a cancel that was not made';
  return state.status === 'booked' ? undefined : `speaks of a visit that is ${state.status}`;
};

const judge = (row: LedgerRecord, state: BookingState | undefined): string | undefined => {
  if (state === undefined) return 'names a booking that was not made yet';
  if (row.family === 'appointment') return judgeAppointment(row, state);
  // The form after a visit names it, too; by then it is over. Before it, the visit must still be agreed.
  return row.family === 'survey' && state.status === 'cancelled' ? 'asks about a cancelled visit' : undefined;
};

/** At the instant of sending the booking stands as the message says. */
export const activeBooking: Check = (records: RunRecords) => {
  const histories = bookingHistories(records.bookings);
  const problemOf = ({ message, rows }: PersonMessage): readonly string[] =>
    rows.flatMap((row) => {
      if (row.bookingId === undefined) {
        return row.family === 'appointment' ? [`${nameOf(message)}: row ${row.reminderId} names no booking`] : [];
      }
      const problem = judge(row, stateAt(histories.get(row.bookingId) ?? [], message.at));
      return problem === undefined ? [] : [`${nameOf(message)}: row ${row.reminderId} (${row.kind}) ${problem}`];
    });
  return personMessages(records).flatMap(problemOf);
};
