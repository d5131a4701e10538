import { addDays, dateOf, daysBetween, type LocalDate } from '@aftercare/kernel';
import type { Survey } from './survey.js';

/** The days that a form asks about. */
export interface AskedWindow {
  readonly since: LocalDate;
  readonly days: number;
}

const LONGEST = 28;

/**
 * Days since the later of the first session and the last answered follow-up, at most 28:
 * so that no window overlaps the baseline or an earlier window (domain.md 1.6).
 */
export const askedWindow = (survey: Survey, lastAnsweredAt: Date | undefined, now: Date): AskedWindow => {
  const zone = survey.frame.clientZone;
  const today = dateOf(now, zone);
  const first = survey.firstSessionOn ?? dateOf(survey.visitAt, zone);
  const last = lastAnsweredAt === undefined ? first : dateOf(lastAnsweredAt, zone);
  const since = last > first ? last : first;
  const days = Math.max(0, daysBetween(since, today));
  return days > LONGEST ? { since: addDays(today, -LONGEST), days: LONGEST } : { since, days };
};
