import { joinRows } from './join-rows.js';
import { lastHoursOf } from './plan-appointments.js';
import type { BookingFact, BookingMark, BookingPlan, BookingReminders } from './plan-appointments.js';
import { withdraw } from './reminder.js';
import type { Reminder } from './reminder.js';
import type { AllowedTimes } from './timing.js';

/** It was learned, or put right, what became of the visit before: in the words of the event. */
export interface MarkFact extends Omit<BookingFact, 'what' | 'imported' | 'previousStartsAt' | 'afterMiss'> {
  readonly afterMiss: boolean;
  /** Of the booking's document. */
  readonly version: number;
}

const markOf = ({ sequence, version, afterMiss }: MarkFact): BookingMark => ({ sequence, version, afterMiss });

/** It overtook the booking's own event: nothing is owed until that comes and reads the mark. */
const heardFirst = (fact: MarkFact): BookingReminders => {
  const { bookingId, clientRef, startsAt, endsAt, visitZone, sequence } = fact;
  const plan = { bookingId, clientRef, startsAt, endsAt, visitZone, sequence: sequence - 1, status: 'booked' } as const;
  return { plan: { ...plan, mark: markOf(fact) }, rows: [] };
};

/** A booking that was moved since says itself what it follows. */
const isNews = ({ mark, sequence }: BookingPlan, fact: MarkFact): boolean =>
  fact.sequence >= sequence && (mark === undefined || fact.version > mark.version);

const rowsAfter = ({ plan, rows }: BookingReminders, fact: MarkFact, allowed: AllowedTimes): readonly Reminder[] => {
  if (plan.status !== 'booked') return rows;
  if (fact.afterMiss) return joinRows(rows, lastHoursOf(fact, allowed), { allowed, at: fact.at });
  return rows.map((row) =>
    row.kind === '2h' && row.subject.sequence === fact.sequence ? withdraw(row, 'MISS_PUT_RIGHT', fact.at) : row,
  );
};

/** The text of the last hours comes and goes with what is recorded of the visit before; told twice or in any order it is the same. */
export const markAfterMiss = (
  state: BookingReminders | undefined,
  fact: MarkFact,
  allowed: AllowedTimes,
): BookingReminders => {
  if (state === undefined) return heardFirst(fact);
  if (!isNews(state.plan, fact)) return state;
  const { afterMiss: _before, ...rest } = state.plan;
  const mark = markOf(fact);
  if (fact.sequence > rest.sequence) return { ...state, plan: { ...state.plan, mark } };
  return {
    plan: { ...rest, mark, ...(fact.afterMiss ? { afterMiss: true } : {}) },
    rows: rowsAfter(state, fact, allowed),
  };
};
