import { dateOf } from '@aftercare/kernel';
import type { Loaded } from '@aftercare/messaging';
import type { Booking } from '../../bookings/application/ports.js';
import type { ImportInput } from './read-import.js';
import type { ResolvedEntry } from './resolve-entry.js';

/** Which visit here an entry of the file is, by the uid of the entry. */
export type Matches = ReadonlyMap<string, Loaded<Booking>>;

type File = Pick<ImportInput, 'entries' | 'named' | 'whole' | 'house' | 'now'>;

const gapOf = (a: Booking, { entry }: ResolvedEntry): number =>
  Math.abs(a.startsAt.getTime() - entry.startsAt.getTime());

class Open {
  private readonly bySeries = new Map<string, Loaded<Booking>[]>();

  constructor(
    known: readonly Loaded<Booking>[],
    private readonly file: File,
  ) {
    for (const loaded of known) {
      const { imported, state } = loaded.state;
      // Only a file that tells its series as a whole says that this occurrence is gone.
      if (imported === null || state === 'cancelled' || file.named.has(imported.uid)) continue;
      if (file.whole.has(imported.series))
        this.bySeries.set(imported.series, [...(this.bySeries.get(imported.series) ?? []), loaded]);
    }
  }

  /** Takes the nearest one that may be this entry under another uid. */
  take(resolved: ResolvedEntry, isLike: (booking: Booking) => boolean): Loaded<Booking> | undefined {
    const open = this.bySeries.get(resolved.entry.series) ?? [];
    const [nearest] = open
      .filter(({ state }) => this.mayBe(state, resolved) && isLike(state))
      .sort((a, b) => gapOf(a.state, resolved) - gapOf(b.state, resolved));
    if (nearest !== undefined)
      this.bySeries.set(
        resolved.entry.series,
        open.filter((loaded) => loaded !== nearest),
      );
    return nearest;
  }

  private mayBe(booking: Booking, { clientRef, entry }: ResolvedEntry): boolean {
    const { now } = this.file;
    const isAhead = booking.state === 'booked' && booking.startsAt > now;
    return booking.clientRef === clientRef && (isAhead || entry.startsAt <= now);
  }
}

/**
 * Entries are known by their uid. The uid of an occurrence says when it was planned, so a series that gets another time, or a visit that
 * becomes a series, brings new ones: there the occurrence that is gone and the new one of the same series and time, or date, are one visit.
 */
export const matchVisits = (file: File, known: readonly Loaded<Booking>[]): Matches => {
  const byUid = new Map(known.map((loaded) => [loaded.state.imported?.uid, loaded]));
  const found = new Map<string, Loaded<Booking>>();
  for (const { entry } of file.entries) {
    const same = byUid.get(entry.uid);
    if (same !== undefined) found.set(entry.uid, same);
  }
  const open = new Open(known, file);
  const { zone } = file.house.clinic;
  const likes: readonly ((booking: Booking, resolved: ResolvedEntry) => boolean)[] = [
    (booking, resolved) => gapOf(booking, resolved) === 0,
    (booking, { entry }) => dateOf(booking.startsAt, zone) === dateOf(entry.startsAt, zone),
  ];
  for (const isLike of likes)
    for (const resolved of file.entries) {
      if (found.has(resolved.entry.uid)) continue;
      const taken = open.take(resolved, (booking) => isLike(booking, resolved));
      if (taken !== undefined) found.set(resolved.entry.uid, taken);
    }
  return found;
};
