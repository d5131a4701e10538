import { dateOf } from '@aftercare/kernel';
import type { Loaded } from '@aftercare/messaging';
import type { Booking, ImportedFrom } from '../../bookings/application/ports.js';
import type { CalledOff, ImportRow } from '../domain/entry.js';
import { isAhead } from './decide-entry.js';
import type { Matches } from './match-visits.js';
import type { CalledOffRow, ImportInput } from './read-import.js';

/** A visit that is held no longer, with what is kept of the file that said so. */
export interface GivenUp {
  readonly known: Loaded<Booking>;
  readonly imported: ImportedFrom;
}

export interface GivingUp {
  readonly rows: readonly ImportRow[];
  readonly visits: readonly GivenUp[];
}

type File = Pick<ImportInput, 'off' | 'whole' | 'named' | 'house' | 'horizon' | 'now'>;
type Known = readonly { readonly loaded: Loaded<Booking>; readonly imported: ImportedFrom }[];

const after = (imported: ImportedFrom, sequence: number): ImportedFrom => ({
  ...imported,
  sequence: Math.max(imported.sequence, sequence),
});

const isMeant = (off: CalledOff, { loaded: { state }, imported }: Known[number], file: File): boolean => {
  if (imported.uid === off.uid) return true;
  if (imported.series !== off.series || file.named.has(imported.uid)) return false;
  if (off.whole === true || (off.from !== undefined && state.startsAt >= off.from)) return true;
  if (off.on !== undefined) return dateOf(state.startsAt, file.house.clinic.zone) === off.on;
  // A visit that became a series since keeps its own uid here.
  return imported.uid === off.series && state.startsAt.getTime() === off.startsAt?.getTime();
};

const calledOffOne = (
  { line, off }: CalledOffRow,
  { loaded, imported }: Known[number],
  now: Date,
): { readonly row: ImportRow; readonly visits: readonly GivenUp[] } => {
  const { id: bookingId, startsAt, state } = loaded.state;
  const head = { line, startsAt };
  if (state === 'cancelled') return { row: { ...head, outcome: 'same', reason: 'SAME', bookingId }, visits: [] };
  if (imported.sequence > off.sequence)
    return { row: { ...head, outcome: 'ignored', reason: 'OLDER_SEQUENCE' }, visits: [] };
  if (!isAhead(loaded.state, now)) return { row: { ...head, outcome: 'ignored', reason: 'ALREADY_OVER' }, visits: [] };
  const row: ImportRow = { ...head, outcome: 'changed', reason: 'CANCELLED', bookingId };
  return { row, visits: [{ known: loaded, imported: after(imported, off.sequence) }] };
};

const calledOff = (file: File, known: Known): GivingUp => {
  const rows: ImportRow[] = [];
  const visits = new Map<string, GivenUp>();
  const bySeries = new Map<string, Known[number][]>();
  for (const one of known) bySeries.set(one.imported.series, [...(bySeries.get(one.imported.series) ?? []), one]);
  for (const each of file.off) {
    const meant = (bySeries.get(each.off.series) ?? []).filter((one) => isMeant(each.off, one, file));
    const { startsAt } = each.off;
    const at = startsAt === undefined ? {} : { startsAt };
    if (meant.length === 0) rows.push({ line: each.line, outcome: 'ignored', reason: 'CANCELLED', ...at });
    for (const one of meant.filter(({ loaded }) => !visits.has(loaded.state.id))) {
      const { row, visits: given } = calledOffOne(each, one, file.now);
      rows.push(row);
      for (const visit of given) visits.set(one.loaded.state.id, visit);
    }
  }
  return { rows, visits: [...visits.values()] };
};

/** Occurrences that the file does not name, of a series that it tells as a whole. */
const leftOut = (file: File, known: Known): GivingUp => {
  const { from, to } = file.horizon;
  const rows: ImportRow[] = [];
  const visits: GivenUp[] = [];
  for (const { loaded, imported } of known) {
    const { id: bookingId, startsAt } = loaded.state;
    const series = file.whole.get(imported.series);
    if (series === undefined || file.named.has(imported.uid)) continue;
    if (!isAhead(loaded.state, file.now) || startsAt < from || startsAt > to) continue;
    rows.push({ line: series.line, outcome: 'changed', reason: 'LEFT_SERIES', startsAt, bookingId });
    visits.push({ known: loaded, imported: after(imported, series.sequence) });
  }
  return { rows, visits };
};

/** The visits that a file gives up: called off, or left out of their series. */
export const givenUp = (file: File, loaded: readonly Loaded<Booking>[], matches: Matches): GivingUp => {
  const matched = new Set([...matches.values()].map(({ state }) => state.id));
  const known = loaded.flatMap((each) => {
    const { imported, id } = each.state;
    // What the file has under another uid is still in it.
    const isElsewhere = imported !== null && matched.has(id) && !file.named.has(imported.uid);
    return imported === null || isElsewhere ? [] : [{ loaded: each, imported }];
  });
  const off = calledOff(file, known);
  const given = new Set(off.visits.map(({ known: { state } }) => state.id));
  const out = leftOut(
    file,
    known.filter((each) => !given.has(each.loaded.state.id)),
  );
  return { rows: [...off.rows, ...out.rows], visits: [...off.visits, ...out.visits] };
};
