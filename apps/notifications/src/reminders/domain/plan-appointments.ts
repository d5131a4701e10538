import { heardOf, isTellingWhatHappened } from './booking-news.js';
import type { Heard } from './booking-news.js';
import type { Draft } from './draft.js';
import { endedAtOnce, rowOf } from './draft.js';
import { withdraw } from './reminder.js';
import type { Kind, Reminder } from './reminder.js';
import { inForce, ruleName } from './rules.js';
import type { RulesInForce } from './rules.js';
import type { AllowedTimes, Timing } from './timing.js';

const APPOINTMENT_RULES = 'appointments@1';

/** What happened to a booking, in the words of its events. */
export interface BookingFact {
  readonly what: 'booked' | 'moved' | 'cancelled';
  readonly clinicId: string;
  readonly bookingId: string;
  readonly clientRef: string;
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly visitZone: string;
  readonly previousStartsAt?: Date;
  readonly at: Date;
  readonly imported: boolean;
  /** The client did not come to the visit before. */
  readonly afterMiss?: boolean;
}

/** The newest that is known of a booking; every writer of its rows writes it too. */
export interface BookingPlan {
  readonly bookingId: string;
  readonly clientRef: string;
  readonly sequence: number;
  readonly status: 'booked' | 'cancelled';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly visitZone: string;
  /** When we learned of it: how far ahead it was decides what it owes. Absent in plans of older versions. */
  readonly learnedAt?: Date;
  readonly imported?: boolean;
  /** The client did not come to the visit before. */
  readonly afterMiss?: boolean;
  readonly mark?: BookingMark;
}

/** The newest that was learned after the booking about the visit before it. */
export interface BookingMark {
  /** Of the booking then. */
  readonly sequence: number;
  /** Of the booking's document: of two marks the higher one holds. */
  readonly version: number;
  readonly afterMiss: boolean;
}

export interface BookingReminders {
  readonly plan: BookingPlan;
  readonly rows: readonly Reminder[];
}

const HOUR_MS = 3_600_000;
/** An import tells of the near future too late to be of use; people were told by the other calendar. */
const IMPORT_QUIET_MS = 24 * HOUR_MS;

/** Front desks mistype: for this long a booking or a move can be undone before anybody is told (ux.md 4). */
const UNDO_MS = 3 * 60_000;

const hours = (count: number, from: Date): Date => new Date(from.getTime() + count * HOUR_MS);

interface Wanted {
  readonly kind: Kind;
  readonly timing: Timing;
  readonly cause: Draft['cause'];
  readonly channels: Draft['channels'];
  readonly notAfter: Date;
}

const BOOKED = { kind: 'confirmation', cause: 'VISIT_BOOKED', afterMs: UNDO_MS } as const;
const MOVED = { kind: 'change', cause: 'BOOKING_MOVED', afterMs: UNDO_MS } as const;
/** Somebody may be on the way, and a cancelled booking does not come back: this is said at once. */
const CANCELLED = { kind: 'cancel', cause: 'BOOKING_CANCELLED', afterMs: 0 } as const;

/**
 * The news of the moment. Who has not yet heard of the booking hears of it as it stands now: a visit moved while its
 * confirmation still waits is confirmed at its new time, one cancelled by then needs no word at all. One that begins when they think it
 * does (another room, another length, moved there and back) needs none either.
 */
const news = (fact: BookingFact, { isKnown, isNoNews }: Heard): readonly Wanted[] => {
  if (isNoNews || (fact.what === 'cancelled' && !isKnown)) return [];
  const isFirstWord = fact.what === 'booked' || !isKnown;
  const { kind, cause, afterMs } = fact.what === 'cancelled' ? CANCELLED : isFirstWord ? BOOKED : MOVED;
  const timing: Timing = { rule: 'at', at: new Date(fact.at.getTime() + afterMs) };
  return [{ kind, cause, timing, channels: ['email', 'sms'], notAfter: fact.startsAt }];
};

const daysBefore = (fact: BookingFact, days: number): Timing => ({
  rule: 'days-before',
  days,
  startsAt: fact.startsAt,
  visitZone: fact.visitZone,
});

/** More than 96 h ahead: three days and one day before; from 24 h on: one day before (domain.md 2.3). A clinic may choose other days. */
const ahead = (fact: BookingFact, { rules }: RulesInForce, stillOwed: readonly Kind[] = []): readonly Wanted[] => {
  if (fact.what === 'cancelled') return [];
  const leadDays = (fact.startsAt.getTime() - fact.at.getTime()) / (24 * HOUR_MS);
  const { early, late } = rules.appointments;
  const near = { cause: 'VISIT_NEAR' } as const;
  return [
    ...(early.on && (leadDays > early.days + 1 || stillOwed.includes('72h'))
      ? [
          {
            ...near,
            kind: '72h' as const,
            timing: daysBefore(fact, early.days),
            channels: ['email', 'sms'] as const,
            notAfter: hours(-26, fact.startsAt),
          },
        ]
      : []),
    ...(late.on && (leadDays >= late.days || stillOwed.includes('24h'))
      ? [
          {
            ...near,
            kind: '24h' as const,
            timing: daysBefore(fact, late.days),
            channels: ['sms', 'email'] as const,
            notAfter: hours(-1, fact.startsAt),
          },
        ]
      : []),
  ];
};

/** After a visit that the client missed, one more text two hours before the next (domain.md 2.3); a clinic may do without. */
const lastHours = (fact: BookingFact, { rules }: RulesInForce): readonly Wanted[] =>
  fact.afterMiss === true && fact.what !== 'cancelled' && rules.appointments.afterNoShow.on
    ? [
        {
          kind: '2h',
          cause: 'VISIT_NEAR',
          timing: { rule: 'hours-before', hours: 2, startsAt: fact.startsAt },
          channels: ['sms'],
          notAfter: hours(-0.5, fact.startsAt),
        },
      ]
    : [];

const draftOf = (fact: BookingFact, wanted: Wanted, live: RulesInForce): Draft => ({
  ...wanted,
  clinicId: fact.clinicId,
  clientRef: fact.clientRef,
  family: 'appointment',
  occurrence: `${fact.bookingId}:${fact.sequence}`,
  ruleVersion: ruleName(APPOINTMENT_RULES, live),
  subject: {
    bookingId: fact.bookingId,
    sequence: fact.sequence,
    startsAt: fact.startsAt,
    endsAt: fact.endsAt,
    visitZone: fact.visitZone,
    ...(fact.previousStartsAt === undefined ? {} : { previousStartsAt: fact.previousStartsAt }),
  },
});

/** What the last hours before a booked visit owe. */
export const lastHoursOf = (fact: Omit<BookingFact, 'what' | 'imported'>, allowed: AllowedTimes): readonly Draft[] => {
  const live = inForce(allowed);
  const booked: BookingFact = { ...fact, what: 'booked', imported: false };
  return lastHours(booked, live).map((wanted) => draftOf(booked, wanted, live));
};

const settle = (row: Reminder, fact: BookingFact, stillOwed: readonly Kind[] = []): Reminder => {
  if (row.state !== 'planned') return row;
  if (fact.imported && (isTellingWhatHappened(row.kind) || row.dueAt < hours(IMPORT_QUIET_MS / HOUR_MS, fact.at)))
    return endedAtOnce(row, 'IMPORTED', fact.at);
  // Its time lies before the booking was made: the confirmation or change of this moment says the same.
  const isPast = !isTellingWhatHappened(row.kind) && row.dueAt <= fact.at;
  if (isPast && !stillOwed.includes(row.kind)) return endedAtOnce(row, 'MERGED', fact.at);
  return row;
};

const newRows = (
  fact: BookingFact,
  { allowed, heard }: { readonly allowed: AllowedTimes; readonly heard: Heard },
): readonly Reminder[] => {
  // History: a visit that is over, or over before anything could be said, owes nothing.
  if (fact.startsAt <= fact.at) return [];
  const live = inForce(allowed);
  const { previousStartsAt: _ofTheEvent, ...now } = fact;
  const { previousStartsAt, stillOwed } = heard;
  const known = { ...now, ...(previousStartsAt === undefined ? {} : { previousStartsAt }) };
  return [...news(fact, heard), ...ahead(fact, live, stillOwed), ...lastHours(fact, live)].map((wanted) =>
    settle(rowOf(draftOf(known, wanted, live), { allowed, at: fact.at }), fact, stillOwed),
  );
};

/** The reminders before a visit as its plan owes them; those that its news told already are among them as ended. */
export const stepsAhead = (
  { shard, ...plan }: BookingPlan & Pick<BookingFact, 'clinicId' | 'at'> & { readonly shard: number | undefined },
  allowed: AllowedTimes,
): readonly Reminder[] => {
  const fact: BookingFact = { ...plan, what: 'booked', imported: plan.imported ?? false };
  const live = inForce(allowed);
  const context = { allowed, at: fact.at, shard };
  const steps = [...ahead(fact, live), ...lastHours(fact, live)];
  return steps.map((wanted) => settle(rowOf(draftOf(fact, wanted, live), context), fact));
};

/** A mark of this very time overtook the event. */
const marked = (fact: BookingFact, mark: BookingMark | undefined): BookingFact =>
  mark?.sequence === fact.sequence ? { ...fact, afterMiss: mark.afterMiss } : fact;

const planOf = (fact: BookingFact, mark: BookingMark | undefined): BookingPlan => ({
  bookingId: fact.bookingId,
  clientRef: fact.clientRef,
  sequence: fact.sequence,
  status: fact.what === 'cancelled' ? 'cancelled' : 'booked',
  startsAt: fact.startsAt,
  endsAt: fact.endsAt,
  visitZone: fact.visitZone,
  learnedAt: fact.at,
  imported: fact.imported,
  ...(fact.afterMiss === true ? { afterMiss: true } : {}),
  ...(mark !== undefined && mark.sequence >= fact.sequence ? { mark } : {}),
});

/** Turns what happened to a booking into the rows it owes. An older or the same sequence changes nothing. */
export const planAppointments = (
  state: BookingReminders | undefined,
  told: BookingFact,
  allowed: AllowedTimes,
): BookingReminders => {
  if (state !== undefined && state.plan.sequence >= told.sequence) return state;
  const mark = state?.plan.mark;
  const fact = marked(told, mark);
  const reason = fact.what === 'cancelled' ? 'BOOKING_CANCELLED' : 'BOOKING_MOVED';
  // Without a state nothing was ever planned, so nothing was told: an event that was overtaken owes nothing any more.
  const before = state?.rows ?? [];
  const older = before.map((row) => withdraw(row, reason, fact.at));
  const heard = heardOf(before, fact);
  return { plan: planOf(fact, mark), rows: [...older, ...newRows(fact, { allowed, heard })] };
};
