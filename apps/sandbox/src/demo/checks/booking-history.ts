import type { BookingRecord } from '../records/types.js';
import { groupBy } from './people-messages.js';

/** A booking as it stood after one of its records. */
export interface BookingState {
  readonly at: string;
  readonly sequence: number;
  readonly status: 'booked' | 'cancelled' | 'over';
}

const after = (before: BookingState | undefined, record: BookingRecord): BookingState => {
  const { at } = record;
  const sequence = before?.sequence ?? 0;
  switch (record.what) {
    case 'book':
      return { at, sequence, status: 'booked' };
    case 'move':
      return { at, sequence: sequence + 1, status: 'booked' };
    case 'cancel':
      return { at, sequence: sequence + 1, status: 'cancelled' };
    case 'no-show':
    case 'complete':
      return { at, sequence, status: 'over' };
  }
};

/** Every booking's states in order, replayed from what was done at the desk. */
export const bookingHistories = (bookings: readonly BookingRecord[]): ReadonlyMap<string, readonly BookingState[]> => {
  const inOrder = [...bookings].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const histories = new Map<string, readonly BookingState[]>();
  for (const [bookingId, records] of groupBy(inOrder, (record) => record.bookingId)) {
    const states: BookingState[] = [];
    for (const record of records) states.push(after(states.at(-1), record));
    histories.set(bookingId, states);
  }
  return histories;
};

/** The state at an instant. People act before messages leave, so what was done at that very instant counts. */
export const stateAt = (history: readonly BookingState[], at: string): BookingState | undefined =>
  history.findLast((state) => Date.parse(state.at) <= Date.parse(at));
