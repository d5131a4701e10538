import { dateOf } from '@aftercare/kernel';
import type { Horizon, ImportReason, ReadRow } from '../../domain/entry.js';
import type { EventComponent, FileTime } from './event-component.js';
import { lengthOf, occurrencesOf } from './occurrences.js';

type Instant = Extract<FileTime, { kind: 'instant' }>;

export interface CalendarEvent {
  readonly event: EventComponent;
  readonly cancelled: boolean;
}

/** An occurrence that was moved or cancelled on its own. */
interface Exception {
  readonly each: CalendarEvent;
  /** When it would have taken place by the rule. */
  readonly at: Date;
}

export const aside = (
  event: EventComponent,
  kind: 'ignored' | 'refused',
  reason: ImportReason,
): Extract<ReadRow, { kind: 'ignored' | 'refused' }> => ({ line: event.line, kind, reason });

const keyOf = (uid: string, occurrence: Date): string => `${uid}/${occurrence.toISOString()}`;

/** Newer beats older: SEQUENCE, then the last change, then the later place in the file. */
export const beats = (a: EventComponent, b: EventComponent): boolean => {
  if (a.number('SEQUENCE') !== b.number('SEQUENCE')) return a.number('SEQUENCE') > b.number('SEQUENCE');
  const changed = (event: EventComponent): string => event.text('LAST-MODIFIED') || event.text('DTSTAMP');
  return changed(a) >= changed(b);
};

const startOf = (event: EventComponent): Instant => {
  const start = event.time('DTSTART');
  if (start?.kind !== 'instant') throw new Error('an event without a start was let through');
  return start;
};

const visitRow = (
  { event }: CalendarEvent,
  of: { readonly uid: string; readonly series: string; readonly at: Date },
): ReadRow => {
  const lengthMs = lengthOf(event, startOf(event));
  if (lengthMs === undefined || lengthMs <= 0) return { ...aside(event, 'refused', 'ENDS_BEFORE_START'), uid: of.uid };
  return {
    line: event.line,
    kind: 'entry',
    entry: {
      uid: of.uid,
      series: of.series,
      startsAt: of.at,
      endsAt: new Date(of.at.getTime() + lengthMs),
      sequence: event.number('SEQUENCE'),
      service: event.text('SUMMARY'),
      practitioner: event.parameter('ORGANIZER', 'cn'),
      emails: event.emails('ATTENDEE'),
      phones: [],
    },
  };
};

/** One occurrence, or a single visit: as it now takes place, or called off. */
const rowOf = (
  each: CalendarEvent,
  of: { readonly uid: string; readonly series: string; readonly at: Date },
): ReadRow =>
  each.cancelled
    ? {
        line: each.event.line,
        kind: 'off',
        off: { uid: of.uid, series: of.series, sequence: each.event.number('SEQUENCE'), startsAt: of.at },
      }
    : visitRow(each, of);

/** An event without its series, or its series called off: nothing is expanded. */
const wholeOffRow = (uid: string, { event }: CalendarEvent): ReadRow => {
  const start = event.time('DTSTART');
  const at = start?.kind === 'instant' ? { startsAt: start.at } : {};
  return {
    line: event.line,
    kind: 'off',
    off: { uid, series: uid, sequence: event.number('SEQUENCE'), whole: true, ...at },
  };
};

const isOfAllAfter = ({ event }: CalendarEvent): boolean =>
  event.parameter('RECURRENCE-ID', 'range').toUpperCase() === 'THISANDFUTURE';

/** When it would have taken place by the rule; undefined where the file does not say enough. */
const occurrenceOf = (
  { event }: CalendarEvent,
  planned: readonly Date[],
  zone: string | undefined,
): Date | undefined => {
  const id = event.time('RECURRENCE-ID');
  if (id?.kind === 'instant') return id.at;
  return id?.kind === 'date' && zone !== undefined ? planned.find((at) => dateOf(at, zone) === id.date) : undefined;
};

const exceptionRow = (uid: string, { each, at }: Exception): ReadRow =>
  rowOf(each, { uid: keyOf(uid, at), series: uid, at: each.cancelled ? at : startOf(each.event).at });

/** An exception in a file without its series. What needs the series to be understood is refused, or called off by what is known here. */
const lonelyRow = (uid: string, each: CalendarEvent): ReadRow => {
  const { event } = each;
  const id = event.time('RECURRENCE-ID');
  const off = { uid: `${uid}/${event.text('RECURRENCE-ID')}`, series: uid, sequence: event.number('SEQUENCE') };
  if (id?.kind === 'instant') {
    if (!isOfAllAfter(each)) return exceptionRow(uid, { each, at: id.at });
    if (each.cancelled) return { line: event.line, kind: 'off', off: { ...off, from: id.at } };
  }
  if (id?.kind === 'date' && each.cancelled && !isOfAllAfter(each))
    return { line: event.line, kind: 'off', off: { ...off, on: id.date } };
  const message = 'cannot be understood without the series itself';
  return { ...aside(event, 'refused', 'UNREADABLE_TIME'), fields: [{ field: 'RECURRENCE-ID', message }] };
};

const newest = <T extends { readonly each: CalendarEvent }>(
  items: readonly T[],
  key: (item: T) => string,
): readonly T[] => {
  const found = new Map<string, T>();
  for (const item of items) {
    const known = found.get(key(item));
    if (known === undefined || beats(item.each.event, known.each.event)) found.set(key(item), item);
  }
  return [...found.values()];
};

/** A planned occurrence, or as the last exception before it says that all after it take place. */
const plannedRow = (
  of: { readonly uid: string; readonly series: string; readonly at: Date },
  master: CalendarEvent,
  forAllAfter: readonly Exception[],
): ReadRow => {
  const changed = forAllAfter.findLast((exception) => exception.at < of.at);
  if (changed === undefined) return rowOf(master, of);
  if (changed.each.cancelled) return rowOf(changed.each, of);
  const byMs = startOf(changed.each.event).at.getTime() - changed.at.getTime();
  return rowOf(changed.each, { ...of, at: new Date(of.at.getTime() + byMs) });
};

/** The rows of one series: its occurrences, those that were moved or cancelled on their own in place of the planned ones. */
const seriesRows = (
  uid: string,
  { master, exceptions }: { readonly master: CalendarEvent; readonly exceptions: readonly CalendarEvent[] },
  horizon: Horizon,
): readonly ReadRow[] => {
  const { event } = master;
  const start = startOf(event);
  const recurs = event.rule() !== undefined || event.times('RDATE').length > 0;
  const planned = occurrencesOf({ event, start }, horizon);
  const placed = exceptions.map((each) => ({ each, at: occurrenceOf(each, planned, start.zone) }));
  const known = placed.flatMap(({ each, at }) => (at === undefined ? [] : [{ each, at }]));
  const changed = newest(known, ({ at }) => at.toISOString());
  const changedAt = new Set(changed.map(({ at }) => at.getTime()));
  const forAllAfter = changed.filter(({ each }) => isOfAllAfter(each)).sort((a, b) => a.at.getTime() - b.at.getTime());
  const rows = [
    ...placed.filter(({ at }) => at === undefined).map(({ each }) => aside(each.event, 'ignored', 'NEVER_OCCURS')),
    ...planned
      .filter((at) => !changedAt.has(at.getTime()))
      .map((at) => plannedRow({ uid: recurs ? keyOf(uid, at) : uid, series: uid, at }, master, forAllAfter)),
    ...changed.map((exception) => exceptionRow(uid, exception)),
  ];
  return rows.length === 0 ? [aside(event, 'ignored', 'NEVER_OCCURS')] : rows;
};

/** The rows of all events with one uid, of which at most one is the series itself. */
export const rowsOfUid = (
  uid: string,
  { master, exceptions }: { readonly master: CalendarEvent | undefined; readonly exceptions: readonly CalendarEvent[] },
  horizon: Horizon,
): readonly ReadRow[] => {
  if (master !== undefined && !master.cancelled) return seriesRows(uid, { master, exceptions }, horizon);
  return [
    ...(master === undefined ? [] : [wholeOffRow(uid, master)]),
    ...newest(
      exceptions.map((each) => ({ each })),
      ({ each }) => each.event.text('RECURRENCE-ID'),
    ).map(({ each }) => lonelyRow(uid, each)),
  ];
};
