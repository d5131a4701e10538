/** How many places a client holds or held at a clinic, cancelled ones apart. Every writer of a client's bookings writes this document. */
export interface ClientBook {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly bookings: number;
}

export const isFirstOf = (book: ClientBook): boolean => book.bookings === 0;

export const counted = (book: ClientBook, by: 1 | -1): ClientBook => ({
  ...book,
  bookings: Math.max(0, book.bookings + by),
});
