import { hashId } from '@aftercare/kernel';
import type { Loaded } from '@aftercare/messaging';
import type { Booking, ImportedFrom } from '../../bookings/application/ports.js';
import type { ImportOutcome, ImportReason } from '../domain/entry.js';
import type { ResolvedEntry } from './resolve-entry.js';

/** What an entry asks for, before anybody looked whether the time is free. */
export type Intent =
  | {
      readonly kind: 'nothing';
      readonly outcome: ImportOutcome;
      readonly reason: ImportReason;
      readonly bookingId?: string;
    }
  /** In place of a visit that is given up here, where there is one. */
  | { readonly kind: 'create' | 'history'; readonly instead: Loaded<Booking> | undefined }
  | { readonly kind: 'move' | 'keep' | 'rename'; readonly known: Loaded<Booking> };

const nothing = (outcome: ImportOutcome, reason: ImportReason): Intent => ({ kind: 'nothing', outcome, reason });

const sameAs = ({ id }: Booking): Intent => ({ kind: 'nothing', outcome: 'same', reason: 'SAME', bookingId: id });

/** What a file says of a visit, as one hash. The word in the middle once said whether it was called off, and stored ones have it. */
export const fingerprintOf = ({ entry, clientRef, practitionerId, techniques }: ResolvedEntry): string =>
  hashId(entry.startsAt.toISOString(), entry.endsAt.toISOString(), 'false', clientRef, practitionerId, ...techniques);

export const isAhead = (booking: Booking, now: Date): boolean => booking.state === 'booked' && booking.startsAt > now;

const sameTime = (a: Pick<Booking, 'startsAt' | 'endsAt'>, b: Pick<Booking, 'startsAt' | 'endsAt'>): boolean =>
  a.startsAt.getTime() === b.startsAt.getTime() && a.endsAt.getTime() === b.endsAt.getTime();

/** A visit that an import gave up and a file brings back is a new one; what somebody here cancelled stays cancelled. */
const backAgain = (resolved: ResolvedEntry, known: Loaded<Booking>, now: Date): Intent => {
  const { state: booking } = known;
  if (booking.state === 'cancelled' && booking.cancelledBy !== 'import') return nothing('ignored', 'CANCELLED_HERE');
  if ((booking.imported?.sequence ?? 0) > resolved.entry.sequence) return nothing('ignored', 'OLDER_SEQUENCE');
  return resolved.entry.endsAt <= now ? nothing('ignored', 'ALREADY_OVER') : { kind: 'create', instead: known };
};

const changed = (resolved: ResolvedEntry, known: Loaded<Booking>): Intent => {
  const isAt = sameTime(known.state, resolved.entry) && known.state.practitionerId === resolved.practitionerId;
  return { kind: isAt ? 'keep' : 'move', known };
};

const again = (resolved: ResolvedEntry, known: Loaded<Booking>, now: Date): Intent => {
  const { state: booking } = known;
  const last: Pick<ImportedFrom, 'uid' | 'fingerprint' | 'sequence'> | null = booking.imported;
  const isSame = last !== null && last.fingerprint === fingerprintOf(resolved);
  if (isSame) return last.uid === resolved.entry.uid ? sameAs(booking) : { kind: 'rename', known };
  if (last !== null && last.sequence > resolved.entry.sequence) return nothing('ignored', 'OLDER_SEQUENCE');
  if (!isAhead(booking, now)) return nothing('ignored', 'ALREADY_OVER');
  if (booking.clientRef !== resolved.clientRef) return nothing('refused', 'CLIENT_CHANGED');
  return resolved.entry.endsAt <= now ? { kind: 'history', instead: known } : changed(resolved, known);
};

/** What the file wants of a visit, by what is known of it here. */
export const decideEntry = (resolved: ResolvedEntry, known: Loaded<Booking> | undefined, now: Date): Intent => {
  if (known === undefined) return { kind: resolved.entry.endsAt <= now ? 'history' : 'create', instead: undefined };
  return known.state.state === 'cancelled' ? backAgain(resolved, known, now) : again(resolved, known, now);
};
