import { addDays, dateOf, DomainError } from '@aftercare/kernel';
import type { FieldProblem, LocalDate } from '@aftercare/kernel';

export type ResourceKind = 'practitioner' | 'room';

/** A resource on one date of the clinic. Every writer of that day writes this one document, so two never hold the same time. */
export interface DayBook {
  readonly id: string;
  readonly clinicId: string;
  readonly kind: ResourceKind;
  readonly resource: string;
  readonly date: LocalDate;
  readonly holds: readonly Hold[];
}

export interface Hold {
  readonly bookingId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Somebody else holds this time; the field says whose day it is. */
export class SlotTakenError extends DomainError {
  override readonly code = 'SLOT_TAKEN';
  override readonly fields: readonly FieldProblem[];

  constructor(fields: readonly FieldProblem[]) {
    super('this time is taken');
    this.fields = fields;
  }
}

const overlaps = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** The days that a visit touches: one, or two across midnight. */
export const datesOf = (span: Span, zone: string): readonly LocalDate[] => {
  const from = dateOf(span.startsAt, zone);
  const lastMoment = new Date(span.endsAt.getTime() - 1);
  const dates: LocalDate[] = [];
  for (let date = from; date <= dateOf(lastMoment, zone); date = addDays(date, 1)) dates.push(date);
  return dates;
};

export interface Resources extends Span {
  readonly clinicId: string;
  readonly practitionerId: string;
  readonly room: string | null;
  readonly timeZone: string;
}

export type EmptyDay = Omit<DayBook, 'holds'>;

/** The day books that a visit writes, named without reading them. */
export const daysOf = (visit: Resources): readonly EmptyDay[] =>
  datesOf(visit, visit.timeZone).flatMap((date) => [
    day(visit.clinicId, 'practitioner', visit.practitionerId, date),
    ...(visit.room === null ? [] : [day(visit.clinicId, 'room', visit.room, date)]),
  ]);

// Four short parts of one name; an object would only repeat them.
const day = (...[clinicId, kind, resource, date]: readonly [string, ResourceKind, string, LocalDate]): EmptyDay => ({
  id: `${clinicId}/${kind}/${resource}/${date}`,
  clinicId,
  kind,
  resource,
  date,
});

export const clashesIn = (book: DayBook, hold: Hold): readonly Hold[] =>
  book.holds.filter((other) => other.bookingId !== hold.bookingId && overlaps(other, hold));

export const release = (book: DayBook, bookingId: string): DayBook => ({
  ...book,
  holds: book.holds.filter((hold) => hold.bookingId !== bookingId),
});

/** Puts a hold into the day in place of an older one of the same booking. */
export const hold = (book: DayBook, held: Hold): DayBook => {
  const rest = release(book, held.bookingId);
  return { ...rest, holds: [...rest.holds, held].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) };
};

const FIELD: Readonly<Record<ResourceKind, string>> = { practitioner: 'practitionerId', room: 'room' };

/** One problem per resource that is not free. */
export const clashProblems = (books: readonly DayBook[], held: Hold): readonly FieldProblem[] =>
  books
    .filter((book) => clashesIn(book, held).length > 0)
    .map((book) => ({ field: FIELD[book.kind], message: `already has a visit at this time on ${book.date}` }));
