import type { Reminder } from '../../reminders/domain/reminder.js';
import { channelsOf, isBraked, isOverCap, isRoutineKind } from './rules.js';
import type { Earlier } from './rules.js';
import { placeOf } from './places.js';
import { askedAt, hasOpening, isOpenAt, isSameDay, MINUTE_MS, reminderSpan, usefulUntil } from './times.js';
import type { Truth } from './truth.js';

/** Why a row was not sent, or not yet, with what was so then. */
export interface Excused {
  readonly row: Reminder;
  readonly truth: Truth;
  readonly earlier: readonly Earlier[];
  /** Something was down since the row fell due. */
  readonly troubled: boolean;
  /** The same message was delivered on another way. */
  readonly arrived: boolean;
  /** The provider asked to come again. */
  readonly wasSentBack: boolean;
  readonly together: Together;
  /** A note before it, of the same form or next visit, waits or has just gone out. */
  readonly followsAnother: boolean;
  /** It is not to be sent at all. */
  readonly isEnd: boolean;
  /** Senders may send only so much. */
  readonly hasAllowance: boolean;
}

/** What a form has to do with the reminders of visits. */
export interface Together {
  /** A message went out that took it along. */
  readonly went: boolean;
  /** There is a reminder within a day of it. */
  readonly isNear: boolean;
  /** One is still to come on this very day. */
  readonly isSameDay: boolean;
}

type Excuse = (given: Excused) => boolean;

const cannotReach: Excuse = ({ row, truth }) =>
  truth.people.some((person) => channelsOf(row, truth, person).length === 0) ||
  truth.clinics.some(({ smsSender }) => smsSender === '');

const isClosed: Excuse = ({ row, truth }) =>
  truth.people.some((person) =>
    truth.clinics.some(
      (rules) => !isOpenAt(truth.atMs, { place: placeOf(person, rules.zone), rules, routine: isRoutineKind(row.kind) }),
    ),
  );

const bookingChanged: Excuse = ({ row, truth: { booking } }) =>
  booking === undefined || booking.status === 'cancelled' || booking.sequence > (row.subject.sequence ?? 0);

const formEnded: Excuse = ({ truth }) => truth.survey?.state !== 'planned';

const neverOpens: Excuse = ({ row, truth }) => {
  const { plan } = truth.survey?.told.at(-1) ?? {};
  if (plan === undefined) return false;
  const fromMs = askedAt(plan, row).getTime();
  const span = { fromMs, toMs: plan.closesAt.getTime() };
  return truth.people.some((person) =>
    truth.clinics.some((rules) => !hasOpening(span, { place: placeOf(person, rules.zone), rules, routine: true })),
  );
};

/** Its use has ended by the model's own reckoning, and something was down, or it was told too late. */
const tooLate: Excuse = (given) => {
  const { row, truth } = given;
  const { booking } = truth;
  if (booking === undefined || row.family !== 'appointment')
    return truth.atMs >= row.notAfter.getTime() || row.dueAt >= row.notAfter || neverOpens(given);
  if (booking.status !== 'booked' || bookingChanged(given)) return true;
  const until = usefulUntil(booking, row.kind);
  return truth.atMs >= until || row.dueAt.getTime() >= until;
};

/** The confirmation of this moment says the same, or a newer link does. */
const isSaidAlready: Excuse = ({ row, truth }) => row.family === 'link' || row.dueAt.getTime() <= truth.atMs;

/** A form goes in the message of a reminder, waits for it, or comes back from one that did not arrive. */
const isTogether: Excuse = ({ row, isEnd, together }) =>
  isEnd ? together.went : row.carriedBy !== undefined || together.isNear;

/** Two hours before the visit, as it was planned then, is night, and the evening before would be another day. */
/** Of somebody who is just moving the service may know either place. */
const leavesItsDay: Excuse = ({ row, truth: { people, places, everClinics, booking } }) => {
  const { startsAt } = row.subject;
  if (row.kind !== '2h' || booking === undefined || startsAt === undefined) return false;
  return everClinics.some((rules) =>
    [...people.map((person) => placeOf(person, rules.zone)), ...places].some((place) => {
      const { fromMs } = reminderSpan({ ...booking, startsAt }, '2h', { place, rules });
      return place.zones.some((zone) => !isSameDay(fromMs, startsAt.getTime(), zone));
    }),
  );
};

/** Which reason of the ledger stands for what. A reason that does not hold is as bad as a lost message. */
export const EXCUSES: Readonly<Record<string, Excuse>> = {
  BOOKING_CANCELLED: bookingChanged,
  BOOKING_MOVED: bookingChanged,
  MISS_PUT_RIGHT: ({ row, truth }) => row.kind === '2h' && truth.afterMiss.includes(false),
  ANSWERED: formEnded,
  SURVEY_CLOSED: formEnded,
  SESSION_MISSED: formEnded,
  HAS_BOOKING: ({ truth }) => truth.hasBooking || truth.followUp?.state === 'withdrawn',
  NO_CONSENT: cannotReach,
  NO_CONTACT: cannotReach,
  CONTACT_BAD: cannotReach,
  STOPPED: cannotReach,
  SEND_OFF: ({ truth }) => truth.clinics.some(({ sendMode }) => sendMode === 'off'),
  REHEARSAL: ({ truth }) => truth.clinics.some(({ sendMode }) => sendMode === 'rehearsal' || sendMode === 'staff'),
  QUIET_HOURS: (given) => isClosed(given) || leavesItsDay(given),
  CLOSED_DAY: isClosed,
  CAP: ({ row, truth, earlier, together, followsAnother }) =>
    together.isSameDay ||
    (row.kind === 'reminder' && followsAnother) ||
    truth.zones.some((zone) => isOverCap(earlier, { ms: truth.atMs, zone }, -MINUTE_MS)),
  // What nobody let go until it was of no use any more ends with the reason that held it.
  TOO_MANY: ({ row, truth, earlier, isEnd }) =>
    isEnd
      ? row.state === 'held' && row.reason === 'TOO_MANY'
      : truth.zones.some((zone) => isBraked(earlier, { ms: truth.atMs, zone }, -MINUTE_MS)),
  SURVEY_FIRST: ({ row }) => row.family === 'follow-up',
  OWNER_SILENT: ({ troubled }) => troubled,
  // What waited for a provider that was down may be of no use any more when somebody looks again.
  PROVIDER_DOWN: ({ row, wasSentBack, isEnd, troubled }) =>
    wasSentBack || (isEnd && row.reason === 'PROVIDER_DOWN' && troubled),
  ALLOWANCE: ({ hasAllowance }) => hasAllowance,
  SAFETY_HOLD: ({ truth }) => truth.isFlagged,
  CLIENT_IN_ATTACK: ({ truth }) => truth.deferrals.length > 0,
  MERGED: (given) => (given.row.family === 'survey' ? isTogether(given) : isSaidAlready(given)),
  TOO_LATE: (given) => tooLate(given) || (given.row.kind === 'second-nudge' && given.followsAnother),
  RULE_CHANGED: ({ row, truth }) => truth.clinics.some(({ without }) => without.includes(row.kind)),
  PLAN_CHANGED: ({ row, followsAnother, truth: { survey, followUp } }) =>
    (row.kind === 'second-nudge' && followsAnother) || (survey?.told.length ?? followUp?.version ?? 0) > 1,
  ARRIVED: ({ row, arrived }) => row.cause === 'OTHER_CHANNEL' && arrived,
};
