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

/** When the front desk writes down who came: never later than three hours after a visit, when the product presumes it. */
const RECORDING_TIMES = ['12:00', '15:00', '18:00', '20:00'];

/** When people have a moment for a form that came hours ago. */
const SPARE_TIMES = ['13:00', '20:00'];

/** The first of the given times of day at or after an instant, by the wall clock of a zone. */
const firstOf = (times: readonly string[], instant: Date, zone: string): Date => {
  const { date } = localOf(instant, zone);
  const all = [date, addDays(date, 1)].flatMap((day) => times.map((time) => utcOf({ date: day, time }, zone)));
  return all.find((one) => one >= instant) ?? markAt(instant);
};

export const recordingMarkAt = (ends: Date, zone: string): Date => firstOf(RECORDING_TIMES, ends, zone);

export const spareTimeAt = (instant: Date, zone: string): Date => firstOf(SPARE_TIMES, instant, zone);
