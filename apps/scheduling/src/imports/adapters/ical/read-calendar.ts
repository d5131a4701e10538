import type { Horizon, ReadFile, ReadRow, WholeSeries } from '../../domain/entry.js';
import type { ImportMapping } from '../../domain/mapping.js';
import { readBlocks } from './content-lines.js';
import type { Block } from './content-lines.js';
import { EventComponent } from './event-component.js';
import type { ZoneRules } from './event-component.js';
import { aside, beats, rowsOfUid } from './series.js';
import type { CalendarEvent } from './series.js';

interface Read {
  readonly events: readonly CalendarEvent[];
  readonly horizon: Horizon;
}

const isException = ({ event }: CalendarEvent): boolean => event.time('RECURRENCE-ID') !== undefined;

const hasUnknownZone = (event: EventComponent, names: readonly string[]): boolean =>
  names.some((name) => event.times(name).some(({ kind }) => kind === 'unknown-zone'));

/** Why an event is no visit at all; undefined when it is one. One that is called off needs no time of its own. */
const unusable = (each: CalendarEvent): ReadRow | undefined => {
  const { event, cancelled } = each;
  const uid = event.text('UID');
  if (uid === '') return aside(event, 'refused', 'NO_UID');
  const id = event.time('RECURRENCE-ID');
  const of = { uid: id?.kind === 'instant' ? `${uid}/${id.at.toISOString()}` : uid };
  const times = cancelled ? ['RECURRENCE-ID'] : ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE'];
  if (hasUnknownZone(event, times)) return { ...aside(event, 'refused', 'UNKNOWN_ZONE'), ...of };
  if (cancelled) return undefined;
  const start = event.time('DTSTART');
  if (start === undefined) return { ...aside(event, 'refused', 'NO_START'), ...of };
  return start.kind === 'date' ? { ...aside(event, 'ignored', 'ALL_DAY'), ...of } : undefined;
};

/** The newest version of the series itself, and the older ones. */
const masterOf = (
  own: readonly CalendarEvent[],
): { readonly master: CalendarEvent | undefined; readonly older: readonly CalendarEvent[] } => {
  const versions = own.filter((each) => !isException(each));
  const master = versions.reduce<CalendarEvent | undefined>(
    (best, each) => (best === undefined || beats(each.event, best.event) ? each : best),
    undefined,
  );
  return { master, older: versions.filter((each) => each !== master) };
};

const rowsOf = ({ events, horizon }: Read): ReadFile => {
  const rows: ReadRow[] = [];
  const whole = new Map<string, WholeSeries>();
  const byUid = new Map<string, CalendarEvent[]>();
  for (const each of events) {
    const problem = unusable(each);
    if (problem !== undefined) rows.push(problem);
    else byUid.set(each.event.text('UID'), [...(byUid.get(each.event.text('UID')) ?? []), each]);
  }
  for (const [uid, own] of byUid) {
    const { master, older } = masterOf(own);
    rows.push(
      ...older.map(({ event }) => aside(event, 'ignored', 'SUPERSEDED')),
      ...rowsOfUid(uid, { master, exceptions: own.filter(isException) }, horizon),
    );
    // One that is called off says so in a row of its own.
    if (master !== undefined && !master.cancelled)
      whole.set(uid, { line: master.event.line, sequence: master.event.number('SEQUENCE') });
  }
  return { rows: rows.sort((a, b) => a.line - b.line), whole };
};

const eventsOf = (calendar: Block, zones: ZoneRules): readonly CalendarEvent[] => {
  const off = calendar.lines.some(({ text }) => /^METHOD:\s*CANCEL\s*$/i.test(text));
  return calendar.blocks
    .filter(({ name }) => name === 'VEVENT')
    .map((block) => {
      const event = new EventComponent(block, zones);
      return { event, cancelled: off || event.text('STATUS').toUpperCase() === 'CANCELLED' };
    });
};

/** The visits of an iCalendar file (RFC 5545). A file that is broken anywhere is not read at all. */
export const readCalendar = (
  content: string,
  options: { readonly zone: string; readonly mapping: ImportMapping; readonly horizon: Horizon },
): ReadFile => {
  const zones: ZoneRules = { fallback: options.zone, mapped: options.mapping.zones ?? {} };
  const events = readBlocks(content).flatMap((calendar) => eventsOf(calendar, zones));
  return rowsOf({ events, horizon: options.horizon });
};
