import { formatLocal, localOf } from '@aftercare/kernel';

/** A visit as the desk was told that it is booked. */
export interface Visit {
  readonly bookingId: string;
  readonly phone: string;
  readonly email: string;
  readonly startsAt: Date;
  readonly bookedAt: Date;
}

export type Kind = 'confirmation' | '24h';

/** One message that somebody has to get, by what it says and not by our ids. */
export interface Owed {
  readonly key: string;
  readonly kind: Kind;
  readonly bookingId: string;
}

const DAY_MS = 86_400_000;
const ZONE = 'Europe/London';

/** As every message names a visit, e.g. `Wed 3 Mar 10:30`. */
export const shown = (startsAt: Date): string => formatLocal(localOf(startsAt, ZONE), 'day-time');

export const keyOf = (kind: Kind, phone: string, visit: string): string => `${kind} of ${visit} to ${phone}`;

/** Every visit is confirmed; a day before it there is a reminder, where it was booked at least a day ahead. */
export const owedFor = (visits: readonly Visit[]): readonly Owed[] =>
  visits.flatMap((visit) => {
    const kinds: readonly Kind[] =
      visit.startsAt.getTime() - visit.bookedAt.getTime() >= DAY_MS ? ['confirmation', '24h'] : ['confirmation'];
    return kinds.map((kind) => ({
      kind,
      bookingId: visit.bookingId,
      key: keyOf(kind, visit.phone, shown(visit.startsAt)),
    }));
  });
