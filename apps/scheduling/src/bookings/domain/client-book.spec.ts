import { isAfterMiss, recordedIn } from './client-book.js';
import type { ClientBook } from './client-book.js';

const empty: ClientBook = { clinicId: 'elm', clientRef: 'ada', bookings: 2 };
const on = (day: string): Date => new Date(`2027-03-${day}T10:00:00Z`);

describe('the visit before', () => {
  const missed = recordedIn(empty, { startsAt: on('02'), missed: true });

  it('was missed where that was recorded last', () => {
    expect(isAfterMiss(empty, on('09'))).toBe(false);
    expect(isAfterMiss(missed, on('09'))).toBe(true);
    expect(isAfterMiss(recordedIn(missed, { startsAt: on('05'), missed: false }), on('09'))).toBe(false);
  });

  it('is not one that lies behind: a walk-in entered for an earlier hour follows nothing', () => {
    expect(isAfterMiss(missed, on('01'))).toBe(false);
  });

  it('is the newest, in whatever order visits are recorded', () => {
    const came = recordedIn(empty, { startsAt: on('05'), missed: false });
    expect(recordedIn(came, { startsAt: on('02'), missed: true })).toBe(came);
  });

  it('is put right with its record', () => {
    expect(isAfterMiss(recordedIn(missed, { startsAt: on('02'), missed: false }), on('09'))).toBe(false);
  });
});
