import type { Horizon, ImportReason, ReadFile, ReadRow } from '../../domain/entry.js';
import type { ImportMapping } from '../../domain/mapping.js';
import { readBlocks } from './content-lines.js';
import type { Block } from './content-lines.js';
import { EventComponent } from './event-component.js';
import type { FileTime, ZoneRules } from './event-component.js';
import { lengthOf, occurrencesOf } from './occurrences.js';

type Instant = Extract<FileTime, { kind: 'instant' }>;

interface CalendarEvent {
  readonly event: EventComponent;
  /** The whole calendar is a cancellation. */
  readonly off: boolean;
}

interface Read {
  readonly events: readonly CalendarEvent[];
  readonly horizon: Horizon;
}

const aside = (event: EventComponent, kind: 'ignored' | 'refused', reason: ImportReason): ReadRow => ({
  line: event.line,
  kind,
  reason,
});

const isCancelled = ({ event, off }: CalendarEvent): boolean =>
  off || event.text('STATUS').toUpperCase() === 'CANCELLED';

const keyOf = (uid: string, occurrence: Date): string => `${uid}/${occurrence.toISOString()}`;

/** Newer beats older: SEQUENCE, then the last change, then the later place in the file. */
const beats = (a: EventComponent, b: EventComponent): boolean => {
  if (a.number('SEQUENCE') !== b.number('SEQUENCE')) return a.number('SEQUENCE') > b.number('SEQUENCE');
  const changed = (event: EventComponent): string => event.text('LAST-MODIFIED') || event.text('DTSTAMP');
  return changed(a) >= changed(b);
};

const rowOf = (
  each: CalendarEvent,
  start: Instant,
  of: { readonly uid: string; readonly series: string; readonly at: Date },
): ReadRow => {
  const { event } = each;
  const lengthMs = lengthOf(event, start);
  if (lengthMs === undefined || lengthMs <= 0) return aside(event, 'refused', 'ENDS_BEFORE_START');
  return {
    line: event.line,
    kind: 'entry',
    entry: {
      uid: of.uid,
      series: of.series,
      startsAt: of.at,
      endsAt: new Date(of.at.getTime() + lengthMs),
      cancelled: isCancelled(each),
      sequence: event.number('SEQUENCE'),
      service: event.text('SUMMARY'),
      practitioner: event.parameter('ORGANIZER', 'cn'),
      emails: event.emails('ATTENDEE'),
      phones: [],
    },
  };
};

/** Why an event is no visit at all; undefined when it is one. */
const unusable = (event: EventComponent): ReadRow | undefined => {
  if (event.text('UID') === '') return aside(event, 'refused', 'NO_UID');
  const times = ['DTSTART', 'DTEND', 'RECURRENCE-ID'].map((name) => event.time(name));
  if (times[0] === undefined) return aside(event, 'refused', 'NO_START');
  if (times.some((time) => time?.kind === 'unknown-zone')) return aside(event, 'refused', 'UNKNOWN_ZONE');
  if (times[0].kind === 'date') return aside(event, 'ignored', 'ALL_DAY');
  return undefined;
};

const startOf = (event: EventComponent): Instant => {
  const start = event.time('DTSTART');
  if (start?.kind !== 'instant') throw new Error('an event without a start was let through');
  return start;
};

/** The rows of one series: its occurrences, those that were moved or cancelled on their own in place of the planned ones. */
const seriesRows = (uid: string, own: readonly CalendarEvent[], horizon: Horizon): readonly ReadRow[] => {
  const masters = own.filter(({ event }) => event.time('RECURRENCE-ID') === undefined);
  const exceptions = newestByOccurrence(own.filter(({ event }) => event.time('RECURRENCE-ID') !== undefined));
  const master = masters.reduce<CalendarEvent | undefined>(
    (best, each) => (best === undefined || beats(each.event, best.event) ? each : best),
    undefined,
  );
  const superseded = masters
    .filter((each) => each !== master)
    .map(({ event }) => aside(event, 'ignored', 'SUPERSEDED'));
  const changed = [...exceptions.values()].map(({ each, at }) =>
    rowOf(each, startOf(each.event), { uid: keyOf(uid, at), series: uid, at: startOf(each.event).at }),
  );
  return [
    ...superseded,
    ...(master === undefined ? [] : plannedRows(uid, master, { horizon, changed: exceptions })),
    ...changed,
  ];
};

interface Exception {
  readonly each: CalendarEvent;
  /** When it would have taken place by the rule. */
  readonly at: Date;
}

const newestByOccurrence = (events: readonly CalendarEvent[]): ReadonlyMap<number, Exception> => {
  const newest = new Map<number, Exception>();
  for (const each of events) {
    const id = each.event.time('RECURRENCE-ID');
    const at = id?.kind === 'instant' ? id.at : startOf(each.event).at;
    const known = newest.get(at.getTime());
    if (known === undefined || beats(each.event, known.each.event)) newest.set(at.getTime(), { each, at });
  }
  return newest;
};

const plannedRows = (
  uid: string,
  master: CalendarEvent,
  { horizon, changed }: { readonly horizon: Horizon; readonly changed: ReadonlyMap<number, Exception> },
): readonly ReadRow[] => {
  const { event } = master;
  const start = startOf(event);
  const recurs = event.rule() !== undefined || event.times('RDATE').length > 0;
  const planned = occurrencesOf({ event, start }, horizon).filter((at) => !changed.has(at.getTime()));
  if (planned.length === 0 && changed.size === 0) return [aside(event, 'ignored', 'NEVER_OCCURS')];
  return planned.map((at) => rowOf(master, start, { uid: recurs ? keyOf(uid, at) : uid, series: uid, at }));
};

const rowsOf = ({ events, horizon }: Read): readonly ReadRow[] => {
  const rows: ReadRow[] = [];
  const byUid = new Map<string, CalendarEvent[]>();
  for (const each of events) {
    const problem = unusable(each.event);
    if (problem !== undefined) rows.push(problem);
    else byUid.set(each.event.text('UID'), [...(byUid.get(each.event.text('UID')) ?? []), each]);
  }
  for (const [uid, own] of byUid) rows.push(...seriesRows(uid, own, horizon));
  return rows.sort((a, b) => a.line - b.line);
};

const eventsOf = (calendar: Block, zones: ZoneRules): readonly CalendarEvent[] => {
  const off = calendar.lines.some(({ text }) => /^METHOD:\s*CANCEL\s*$/i.test(text));
  return calendar.blocks
    .filter(({ name }) => name === 'VEVENT')
    .map((block) => ({ event: new EventComponent(block, zones), off }));
};

/** The visits of an iCalendar file (RFC 5545). A file that is broken anywhere is not read at all. */
export const readCalendar = (
  content: string,
  options: { readonly zone: string; readonly mapping: ImportMapping; readonly horizon: Horizon },
): ReadFile => {
  const zones: ZoneRules = { fallback: options.zone, mapped: options.mapping.zones ?? {} };
  const events = readBlocks(content).flatMap((calendar) => eventsOf(calendar, zones));
  return { rows: rowsOf({ events, horizon: options.horizon }) };
};
