import { addDays, inWindow, localOf, utcOf, weekdayOf } from '@aftercare/kernel';
import type { DemoClinic } from './clinics.js';

/** People act on half-hour marks. */
export const MARK_MS = 30 * 60_000;

/** The first half-hour mark at or after an instant. */
export const markAt = (instant: Date): Date => new Date(Math.ceil(instant.getTime() / MARK_MS) * MARK_MS);

/** The first half-hour mark after an instant. */
export const markAfter = (instant: Date): Date => new Date((Math.floor(instant.getTime() / MARK_MS) + 1) * MARK_MS);

const DESK_HOURS = { from: '09:00', to: '17:31' };

/** The first mark at or after an instant at which somebody sits at the front desk. */
export const deskMarkAt = (instant: Date, clinic: DemoClinic): Date => {
  const mark = markAt(instant);
  const local = localOf(mark, clinic.zone);
  const isOpen = clinic.openDays.includes(weekdayOf(local.date));
  if (isOpen && inWindow(local.time, DESK_HOURS)) return mark;
  const date = isOpen && local.time < DESK_HOURS.from ? local.date : addDays(local.date, 1);
  return deskMarkAt(utcOf({ date, time: DESK_HOURS.from }, clinic.zone), clinic);
};
