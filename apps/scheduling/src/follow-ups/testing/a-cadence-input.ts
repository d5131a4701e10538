import { NO_SIGNALS } from '../domain/adjustments.js';
import type { CadenceInput } from '../domain/cadence-input.js';

/** One technique per interval given, on Monday 1 March 2027. */
export const bases = (...days: readonly number[]): CadenceInput['session'] => ({
  on: '2027-03-01',
  bases: days.map((intervalDays) => ({ code: String(intervalDays), intervalDays, neverUnderDays: 0 })),
});

/** A visit of 21 usual days at a clinic that opens from Monday to Saturday; nothing else is known. */
export const aCadenceInput = (change: Partial<CadenceInput> = {}): CadenceInput => ({
  session: bases(21),
  openFlag: null,
  unreachable: null,
  hasFutureBooking: false,
  practitionerInterval: null,
  clientWish: null,
  signals: NO_SIGNALS,
  calendar: { openWeekdays: [1, 2, 3, 4, 5, 6], closureDays: [], holidayRegion: null, preferredWeekday: null },
  leadDays: 0,
  notBefore: '2027-03-01',
  ...change,
});
