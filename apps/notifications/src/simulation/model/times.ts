import { addDays, dateOf, isPublicHoliday, localOf, utcOf, weekdayOf } from '@aftercare/kernel';
import type { ClinicRules } from '../../clinics/application/ports.js';
import type { Booking, SurveyTimes } from '../outside/facts.js';
import type { Ruled } from './own-rules.js';
import { eveningBefore, isInside } from './places.js';
import type { Place } from './places.js';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * HOUR_MS;

/** Calendar days before the visit, on the clinic's clock. */
const nominalOf = (booking: Booking, kind: string, { daysBefore }: Ruled): Date => {
  if (kind === '2h') return new Date(booking.startsAt.getTime() - 2 * HOUR_MS);
  const local = localOf(booking.startsAt, booking.timeZone);
  const date = addDays(local.date, -(daysBefore[kind] ?? 1));
  return utcOf({ date, time: local.time }, booking.timeZone);
};

/** When a reminder of a visit may leave: at its own time, or, where that is at night, in the evening before. */
export const reminderSpan = (
  booking: Booking,
  kind: string,
  where: { readonly place: Place; readonly rules: Ruled },
): { readonly fromMs: number; readonly toMs: number } => {
  const dueMs = nominalOf(booking, kind, where.rules).getTime();
  const hours = where.rules.quietHours;
  if (isInside(dueMs, where.place, hours)) return { fromMs: dueMs, toMs: dueMs };
  const fromMs = eveningBefore(dueMs, where.place, hours);
  return { fromMs, toMs: fromMs + 15 * MINUTE_MS };
};

/** Where and by which settings somebody is written to. */
export interface Where {
  readonly place: Place;
  readonly rules: ClinicRules;
  readonly routine: boolean;
}

const isClosedOn = (date: string, { closureDays, holidayRegion }: ClinicRules): boolean =>
  weekdayOf(date) === 7 ||
  closureDays.includes(date) ||
  (holidayRegion !== null && isPublicHoliday(date, holidayRegion));

/** Inside the hours; for routine notes also not on a Sunday, a closed day or a public holiday: wherever the person may be. */
export const isOpenAt = (atMs: number, { place, rules, routine }: Where): boolean =>
  isInside(atMs, place, rules.quietHours) &&
  !(routine && place.zones.some((zone) => isClosedOn(dateOf(new Date(atMs), zone), rules)));

/** The first instant from `atMs` on at which a note may leave, to the quarter of an hour; its own, or an opening. */
export const firstOpenAt = (atMs: number, where: Where): number => {
  if (isOpenAt(atMs, where)) return atMs;
  const step = 15 * MINUTE_MS;
  for (let ms = Math.ceil(atMs / step) * step; ms < atMs + 60 * DAY_MS; ms += step) if (isOpenAt(ms, where)) return ms;
  return Infinity;
};

export const usefulUntil = (booking: Booking, kind: string): number => {
  const start = booking.startsAt.getTime();
  if (kind === '72h') return start - 26 * HOUR_MS;
  if (kind === '2h') return start - HOUR_MS / 2;
  return kind === '24h' ? start - HOUR_MS : start;
};

/** When a survey message is asked for by its plan; a second reminder has a time of its own. */
export const askedAt = (
  { inviteAt, remindAt, remindAgainAt = remindAt }: SurveyTimes,
  { kind, occurrence }: { readonly kind: string; readonly occurrence: string },
): Date => {
  if (kind === 'invitation') return inviteAt;
  return occurrence.endsWith(':reminder-2') ? remindAgainAt : remindAt;
};

export const isSameDay = (oneMs: number, otherMs: number, zone: string): boolean =>
  dateOf(new Date(oneMs), zone) === dateOf(new Date(otherMs), zone);

/** Is there any time in a span at which a note may leave? */
export const hasOpening = (span: { readonly fromMs: number; readonly toMs: number }, where: Where): boolean => {
  for (let atMs = span.fromMs; atMs < span.toMs; atMs += 15 * MINUTE_MS) if (isOpenAt(atMs, where)) return true;
  return false;
};
