import { addDays, localOf, utcOf, weekdayOf } from '@aftercare/kernel';
import type { DemoClinic } from './clinics.js';

/** People act on half-hour marks. */
export const MARK_MS = 30 * 60_000;

/** The first half-hour mark at or after an instant. */
export const markAt = (instant: Date): Date => new Date(Math.ceil(instant.getTime() / MARK_MS) * MARK_MS);

/** The first half-hour mark after an instant. */
export const markAfter = (instant: Date): Date => new Date((Math.floor(instant.getTime() / MARK_MS) + 1) * MARK_MS);

const HOUR_MS = 60 * 60_000;

/** The next full hour, for what takes a person some minutes in peace. */
export const hourAfter = (instant: Date): Date => new Date((Math.floor(instant.getTime() / HOUR_MS) + 1) * HOUR_MS);

/** The first of the given times of day at or after an instant, by the wall clock of a zone. */
const firstOf = (times: readonly string[], instant: Date, zone: string): Date => {
  const { date } = localOf(instant, zone);
  const all = [date, addDays(date, 1)].flatMap((day) => times.map((time) => utcOf({ date: day, time }, zone)));
  return all.find((one) => one >= instant) ?? markAt(instant);
};

/** When somebody has time for the diary at the front desk, between two clients. */
const DESK_TIMES = ['10:00', '12:00', '15:00', '17:00'];

/** The first mark at or after an instant at which somebody sits at the front desk. */
export const deskMarkAt = (instant: Date, clinic: DemoClinic): Date => {
  const mark = firstOf(DESK_TIMES, instant, clinic.zone);
  const { date } = localOf(mark, clinic.zone);
  if (clinic.openDays.includes(weekdayOf(date))) return mark;
  return deskMarkAt(utcOf({ date: addDays(date, 1), time: '00:00' }, clinic.zone), clinic);
};

/** A desk mark some share of the way from now to three hours before a visit, where there is one. */
export const deskMarkBefore = (
  { now, startsAt, share }: { readonly now: Date; readonly startsAt: Date; readonly share: number },
  clinic: DemoClinic,
): Date | undefined => {
  const last = startsAt.getTime() - 3 * HOUR_MS;
  const wished = now.getTime() + (last - now.getTime()) * share;
  const at = deskMarkAt(new Date(Math.max(wished, now.getTime() + MARK_MS)), clinic);
  return at.getTime() <= last && at > now ? at : undefined;
};

/** When the front desk writes down who came: never later than three hours after a visit, when the product presumes it. */
const RECORDING_TIMES = ['12:00', '15:00', '18:00', '20:00'];

/** When people have a moment for a form that came hours ago. */
const SPARE_TIMES = ['12:00', '20:00'];

export const recordingMarkAt = (ends: Date, zone: string): Date => firstOf(RECORDING_TIMES, ends, zone);

export const spareTimeAt = (instant: Date, zone: string): Date => firstOf(SPARE_TIMES, instant, zone);
