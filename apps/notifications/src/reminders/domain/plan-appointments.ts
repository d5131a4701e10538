import type { Draft } from './draft.js';
import { endedAtOnce, rowOf } from './draft.js';
import { BOOKING_NEWS, withdraw } from './reminder.js';
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
 * confirmation still waits is confirmed at its new time, one cancelled by then needs no word at all.
 */
const news = (fact: BookingFact, isKnownToClient: boolean): readonly Wanted[] => {
  if (fact.what === 'cancelled' && !isKnownToClient) return [];
  const isFirstWord = fact.what === 'booked' || !isKnownToClient;
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
const ahead = (fact: BookingFact, { rules }: RulesInForce): readonly Wanted[] => {
  if (fact.what === 'cancelled') return [];
  const leadDays = (fact.startsAt.getTime() - fact.at.getTime()) / (24 * HOUR_MS);
  const { early, late } = rules.appointments;
  const near = { cause: 'VISIT_NEAR' } as const;
  return [
    ...(early.on && leadDays > early.days + 1
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
    ...(late.on && leadDays >= late.days
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

const isTellingWhatHappened = (kind: Kind): boolean => BOOKING_NEWS.includes(kind);

/** Whatever became of an earlier word, unless it was still waiting: an import was told by the other calendar. */
const wasTold = ({ kind, state }: Reminder): boolean =>
  isTellingWhatHappened(kind) && state !== 'planned' && state !== 'held' && state !== 'withdrawn';

const settle = (row: Reminder, fact: BookingFact): Reminder => {
  if (row.state !== 'planned') return row;
  if (fact.imported && (isTellingWhatHappened(row.kind) || row.dueAt < hours(IMPORT_QUIET_MS / HOUR_MS, fact.at)))
    return endedAtOnce(row, 'IMPORTED', fact.at);
  // Its time lies before the booking was made: the confirmation or change of this moment says the same.
  if (!isTellingWhatHappened(row.kind) && row.dueAt <= fact.at) return endedAtOnce(row, 'MERGED', fact.at);
  return row;
};

const newRows = (
  fact: BookingFact,
  context: { readonly allowed: AllowedTimes; readonly isKnownToClient: boolean },
): readonly Reminder[] => {
  // History: a visit that is over, or over before anything could be said, owes nothing.
  if (fact.startsAt <= fact.at) return [];
  const live = inForce(context.allowed);
  return [...news(fact, context.isKnownToClient), ...ahead(fact, live), ...lastHours(fact, live)].map((wanted) =>
    settle(rowOf(draftOf(fact, wanted, live), { allowed: context.allowed, at: fact.at }), fact),
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
  const older = (state?.rows ?? []).map((row) => withdraw(row, reason, fact.at));
  // Without a state nothing was ever planned, so nothing was told: an event that was overtaken owes nothing any more.
  const isKnownToClient = state?.rows.some(wasTold) ?? false;
  return { plan: planOf(fact, mark), rows: [...older, ...newRows(fact, { allowed, isKnownToClient })] };
};
