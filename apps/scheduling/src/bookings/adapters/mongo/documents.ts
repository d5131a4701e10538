import type { Loaded } from '@aftercare/messaging';
import { presumeAt } from '../../domain/booking.js';
import type { Booking } from '../../domain/booking.js';
import type { ClientBook } from '../../domain/client-book.js';
import type { DayBook } from '../../domain/day-book.js';
import type { Session } from '../../domain/session.js';

/** Omits from each member of a union on its own. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

interface Head {
  readonly _id: string;
  readonly version: number;
}

export type BookingDocument = Without<Booking, 'id'> &
  Head & {
    /** SHA-256 of the token of the client's page. */
    readonly token: string;
    /** When it is presumed to have taken place; null when it never will be. */
    readonly presumeAt: Date | null;
  };
export type SessionDocument = Omit<Session, 'id'> & Head;
export type DayBookDocument = Omit<DayBook, 'id'> & Head;
export type ClientBookDocument = ClientBook & Head;

export const bookingOf = (document: BookingDocument): Loaded<Booking> => {
  const { _id, version, token, presumeAt: _due, ...rest } = document;
  return { state: { id: _id, ...rest }, version };
};

export const bookingDocument = ({ id, ...rest }: Booking, token: string): object => ({
  ...rest,
  token,
  presumeAt: presumeAt({ id, ...rest }) ?? null,
});

export const sessionOfDocument = ({ _id, version, ...rest }: SessionDocument): Loaded<Session> => ({
  state: { id: _id, ...rest },
  version,
});

export const dayBookOf = ({ _id, version, ...rest }: DayBookDocument): Loaded<DayBook> => ({
  state: { id: _id, ...rest },
  version,
});

export const clientBookOf = ({ _id, version, ...state }: ClientBookDocument): Loaded<ClientBook> => ({
  state,
  version,
});
