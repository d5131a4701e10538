/** How many places a client holds or held at a clinic, cancelled ones apart. Every writer of a client's bookings writes this document. */
export interface ClientBook {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly bookings: number;
  /** The newest visit of which somebody recorded what became of it. */
  readonly last?: { readonly startsAt: Date; readonly missed: boolean };
}

/** A visit that was recorded, or put right; an older one than the newest says nothing new. */
export const recordedIn = (
  book: ClientBook,
  visit: { readonly startsAt: Date; readonly missed: boolean },
): ClientBook =>
  book.last !== undefined && book.last.startsAt > visit.startsAt
    ? book
    : { ...book, last: { startsAt: visit.startsAt, missed: visit.missed } };

/** Did the client stay away from the visit before one at this time? */
export const isAfterMiss = ({ last }: ClientBook, startsAt: Date): boolean =>
  last !== undefined && last.missed && last.startsAt < startsAt;

/**
 * What the visits that a client still has booked should say of the one before, by what is recorded now. A miss is told to the next
 * one only; what is put right is taken back from all.
 */
export const marksAfter = (
  book: ClientBook,
  ahead: readonly { readonly id: string; readonly startsAt: Date; readonly afterMiss?: boolean }[],
): readonly { readonly id: string; readonly afterMiss: boolean }[] =>
  ahead
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
    .map(({ id, startsAt, afterMiss = false }, index) => ({
      id,
      before: afterMiss,
      afterMiss: isAfterMiss(book, startsAt) && (index === 0 || afterMiss),
    }))
    .filter(({ before, afterMiss }) => before !== afterMiss)
    .map(({ id, afterMiss }) => ({ id, afterMiss }));

export const isFirstOf = (book: ClientBook): boolean => book.bookings === 0;

export const counted = (book: ClientBook, by: 1 | -1): ClientBook => ({
  ...book,
  bookings: Math.max(0, book.bookings + by),
});
