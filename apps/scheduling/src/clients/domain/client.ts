import { InvalidInputError, isKnownZone } from '@aftercare/kernel';
import type { FieldProblem, Weekday } from '@aftercare/kernel';

/** What a client chose about the time between visits: days, a pause, or no notes at all (rule H5). */
export type IntervalWish =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'pause'; readonly until: string }
  | { readonly kind: 'none' };

/** Known only to this service and, by look-up, to the sender of messages. Encrypted at field level in the store. */
export interface ClientContact {
  readonly firstName: string;
  readonly lastName: string;
  /** E.164 */
  readonly phone: string | null;
  readonly email: string | null;
  readonly yearOfBirth: number | null;
}

export interface Client extends ClientContact {
  /** Random; all that other services know a person by. */
  readonly ref: string;
  readonly clinicId: string;
  readonly locale: string;
  /** Null: nobody has said where they live. */
  readonly zone: string | null;
  readonly preferredWeekday: Weekday | null;
  readonly intervalWish: IntervalWish | null;
  /** When the wish was last said or taken back; an older word never replaces it. */
  readonly wishSaidAt: Date | null;
  /** When they last agreed to notes about a next visit; absent where nobody heard of it. It ends a "none" that was said before. */
  readonly wishAgreedAt?: Date;
  readonly archived: boolean;
  readonly createdAt: Date;
}

/** Contact data as it may arrive; `phone` already normalised. */
export type ClientDetails = Pick<Client, 'firstName' | 'lastName' | 'locale'> &
  Partial<Omit<Client, 'ref' | 'clinicId' | 'createdAt' | 'wishSaidAt' | 'wishAgreedAt'>>;

const check = (client: Client, now: Date): Client => {
  const thisYear = now.getUTCFullYear();
  const born = client.yearOfBirth;
  const problems: readonly FieldProblem[] = [
    ...(client.zone === null || isKnownZone(client.zone)
      ? []
      : [{ field: 'zone', message: 'is not a time zone we know' }]),
    ...(born !== null && (born < thisYear - 120 || born > thisYear)
      ? [{ field: 'yearOfBirth', message: `must lie between ${thisYear - 120} and ${thisYear}` }]
      : []),
  ];
  if (problems.length > 0) throw new InvalidInputError('the record cannot stand as it is', problems);
  return client;
};

export const registerClient = (
  head: { readonly ref: string; readonly clinicId: string },
  details: ClientDetails,
  now: Date,
): Client =>
  check(
    {
      phone: null,
      email: null,
      zone: null,
      yearOfBirth: null,
      preferredWeekday: null,
      intervalWish: null,
      archived: false,
      ...details,
      ...head,
      wishSaidAt: details.intervalWish === undefined ? null : now,
      createdAt: now,
    },
    now,
  );

export const changeClient = (client: Client, patch: Partial<ClientDetails>, now: Date): Client =>
  check({ ...client, ...patch, wishSaidAt: patch.intervalWish === undefined ? client.wishSaidAt : now }, now);

/** One address, however it was typed. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();
