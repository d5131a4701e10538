import { addDays, dateOf, daysBetween, utcOf, type LocalDate } from '@aftercare/kernel';
import type { BookingFact, Journey, SessionFact } from './journey.js';
import type { Frame, InstrumentId, SetId, Survey, SurveyTimes, WithdrawReason } from './survey.js';

/** A survey that ought to exist, as the facts are now. */
export interface Wanted {
  readonly instrument: InstrumentId;
  readonly set?: SetId;
  readonly occasion: string;
  readonly bookingId: string | undefined;
  readonly sessionId: string | undefined;
  readonly times: SurveyTimes;
  readonly presumed: boolean;
  readonly technique: string | undefined;
  readonly visitAt: Date;
}

const HOUR_MS = 3_600_000;
const INTAKE_LEAD_MS = 48 * HOUR_MS;
/** An imported booking gets only what falls due a day or more after the import. */
const IMPORT_GRACE_MS = 24 * HOUR_MS;
const hoursAfter = (instant: Date, hours: number): Date => new Date(instant.getTime() + hours * HOUR_MS);

const isActive = (booking: BookingFact): boolean => booking.cancelledAt === undefined && booking.agreedAt !== undefined;

const byStart = (one: BookingFact, other: BookingFact): number =>
  one.startsAt.getTime() - other.startsAt.getTime() || (one.bookingId < other.bookingId ? -1 : 1);

/** Before the first visit of somebody new: 48 h ahead, or at once when booked later; closes when the visit begins. */
const intake = (journey: Journey): readonly Wanted[] => {
  if (!journey.bookings.some((booking) => booking.first)) return [];
  const missed = new Set(journey.sessions.filter((session) => !session.tookPlace).map((session) => session.bookingId));
  const first = journey.bookings
    .filter((booking) => isActive(booking) && !missed.has(booking.bookingId))
    .sort(byStart)[0];
  if (first?.agreedAt === undefined) return [];
  const due = first.startsAt.getTime() - INTAKE_LEAD_MS;
  if (first.imported && due < first.agreedAt.getTime() + IMPORT_GRACE_MS) return [];
  const inviteAt = new Date(Math.max(due, first.agreedAt.getTime()));
  if (inviteAt.getTime() >= first.startsAt.getTime()) return [];
  return [
    {
      instrument: 'intake@1',
      occasion: first.bookingId,
      bookingId: first.bookingId,
      sessionId: undefined,
      times: { inviteAt, closesAt: first.startsAt },
      presumed: false,
      technique: undefined,
      visitAt: first.startsAt,
    },
  ];
};

export type Visit = SessionFact & { readonly endedAt: Date };

export const visitsOf = (journey: Journey): readonly Visit[] =>
  journey.sessions
    .flatMap((session) =>
      session.tookPlace && session.endedAt !== undefined ? [{ ...session, endedAt: session.endedAt }] : [],
    )
    .sort(
      (one, other) => one.endedAt.getTime() - other.endedAt.getTime() || (one.sessionId < other.sessionId ? -1 : 1),
    );

const after = (visit: Visit, instrument: InstrumentId, times: SurveyTimes): Wanted => ({
  instrument,
  occasion: visit.sessionId,
  bookingId: visit.bookingId,
  sessionId: visit.sessionId,
  times,
  presumed: instrument === 'post-session@1' && visit.presumed,
  technique: visit.technique,
  visitAt: visit.endedAt,
});

/** Elapsed hours after the end (domain.md 2.4): invite, the other channel a day later, closed after four days. */
const REMIND_HOURS = 24;
const CLOSE_HOURS = 96;
const postSession = (visit: Visit): Wanted => {
  const inviteAt = hoursAfter(visit.endedAt, visit.delayHours);
  return after(visit, 'post-session@1', {
    inviteAt,
    remindAt: hoursAfter(inviteAt, REMIND_HOURS),
    closesAt: hoursAfter(visit.endedAt, CLOSE_HOURS),
  });
};

const FOLLOW_UP_DAY = 21;
const EARLIEST_DAY = 14;
const LATEST_DAY = 28;
const ASK_AT = '10:00';
/** Ten where the client lives. */
export const morningOf = (date: LocalDate, frame: Frame): Date => utcOf({ date, time: ASK_AT }, frame.clientZone);

/** A booking counts for a day only if it was agreed by then and not yet given up. */
const stoodAt = (booking: BookingFact, instant: Date): boolean =>
  booking.agreedAt !== undefined &&
  booking.agreedAt.getTime() <= instant.getTime() &&
  (booking.cancelledAt === undefined || booking.cancelledAt.getTime() > instant.getTime());

/** Day 21; two days (or one) before the next visit when that lies within day 15 to 28. */
const followUpDate = (visit: Visit, journey: Journey, frame: Frame): LocalDate => {
  const visitOn = dateOf(visit.endedAt, frame.clientZone);
  const upcoming = journey.bookings
    .filter((booking) => booking.startsAt.getTime() > visit.endedAt.getTime())
    .sort(byStart);
  for (const booking of upcoming) {
    const day = daysBetween(visitOn, dateOf(booking.startsAt, frame.clientZone));
    if (day <= EARLIEST_DAY || day > LATEST_DAY) continue;
    const date = addDays(visitOn, Math.max(EARLIEST_DAY, day - 2));
    const earlier = date < addDays(visitOn, FOLLOW_UP_DAY) ? date : addDays(visitOn, FOLLOW_UP_DAY);
    if (stoodAt(booking, morningOf(earlier, frame))) return date;
  }
  return addDays(visitOn, FOLLOW_UP_DAY);
};

/** At most one in 14 days; one in 28 where visits are closer together than 14 days. */
const gapFor = (visit: Visit, visits: readonly Visit[]): number => {
  const at = visits.indexOf(visit);
  const before = visits[at - 1];
  const close =
    before !== undefined && visit.endedAt.getTime() - before.endedAt.getTime() < EARLIEST_DAY * 24 * HOUR_MS;
  return close ? LATEST_DAY : EARLIEST_DAY;
};

const REMIND_DAYS = 3;
const REMIND_AGAIN_DAYS = 7;
const CLOSE_DAYS = 10;

const followUps = (visits: readonly Visit[], journey: Journey, frame: Frame): readonly Wanted[] => {
  const wanted: Wanted[] = [];
  let last: LocalDate | undefined;
  for (const visit of visits) {
    const date = followUpDate(visit, journey, frame);
    if (last !== undefined && daysBetween(last, date) < gapFor(visit, visits)) continue;
    last = date;
    wanted.push(
      after(visit, 'follow-up@1', {
        inviteAt: morningOf(date, frame),
        remindAt: morningOf(addDays(date, REMIND_DAYS), frame),
        remindAgainAt: morningOf(addDays(date, REMIND_AGAIN_DAYS), frame),
        closesAt: morningOf(addDays(date, CLOSE_DAYS), frame),
      }),
    );
  }
  return wanted;
};

/** Everything that ought to be asked of a client. Pure: the same facts give the same plan, in whatever order they came. */
export const wantedSurveys = (journey: Journey): readonly Wanted[] => {
  if (journey.frame === undefined) return [];
  const visits = visitsOf(journey);
  return [...intake(journey), ...visits.map(postSession), ...followUps(visits, journey, journey.frame)];
};

/** Why a survey that exists is not wanted any more. */
export const reasonAgainst = (
  survey: Pick<Survey, 'instrument' | 'occasion' | 'sessionId'>,
  journey: Journey,
): WithdrawReason => {
  if (survey.instrument === 'intake@1') {
    const booking = journey.bookings.find((one) => one.bookingId === survey.occasion);
    return booking?.cancelledAt === undefined ? 'BOOKING_MOVED' : 'BOOKING_CANCELLED';
  }
  const session = journey.sessions.find((one) => one.sessionId === survey.sessionId);
  if (session?.tookPlace !== true) return 'DID_NOT_COME';
  if (survey.instrument !== 'quarterly@1') return 'CAP';
  return journey.quarterly?.kind === 'off' ? journey.quarterly.why : 'RULE_CHANGED';
};
