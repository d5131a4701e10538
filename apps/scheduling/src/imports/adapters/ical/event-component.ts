import { addDays, isLocalDate, localOf, utcOf } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import ICAL from 'ical.js';
import { ImportFileBrokenError } from '../../domain/entry.js';
import type { Block, ContentLine } from './content-lines.js';
import { checkRule } from './rule.js';
import { zoneNamed } from './zones.js';

/** How a file's wall-clock times become instants. */
export interface ZoneRules {
  /** For times without a zone: the clinic's. */
  readonly fallback: string;
  readonly mapped: Readonly<Record<string, string>>;
}

/** A time as the file says it: a date, or an instant with the wall clock that it came from. */
export type FileTime =
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'instant'; readonly at: Date; readonly zone: string }
  | { readonly kind: 'unknown-zone'; readonly name: string };

const NEEDED = new Set([
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'STATUS',
  'SEQUENCE',
  'SUMMARY',
  'ATTENDEE',
  'ORGANIZER',
  'LAST-MODIFIED',
  'DTSTAMP',
]);

// 20270301, 20270301T100000, 20270301T100000Z; a period's start may follow in RDATE.
const TIME_VALUE = /^(\d{4})(\d{2})(\d{2})(T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z?)?(\/\S+)?$/;
const TIMES = new Set(['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE']);

const nameOf = ({ text }: ContentLine): string => (/^[A-Za-z0-9-]+/.exec(text)?.[0] ?? '').toUpperCase();

const isTime = (value: string): boolean => {
  const [, year, month, day] = TIME_VALUE.exec(value) ?? [];
  return isLocalDate(`${year}-${month}-${day}`);
};

const checkTimes = (current: ContentLine): void => {
  if (!TIMES.has(nameOf(current))) return;
  const values = current.text.slice(current.text.lastIndexOf(':') + 1).split(',');
  const bad = values.find((value) => value.trim() !== '' && !isTime(value.trim()));
  if (bad !== undefined) throw new ImportFileBrokenError(current.line, `"${bad}" is no date or time`);
};

// 20060611 without VALUE=DATE: many programs leave the parameter out, and the meaning is plain.
const withValueType = ({ text }: ContentLine): string => {
  const plainDates = /:\d{8}(,\d{8})*$/.test(text);
  return plainDates && !/;VALUE=/i.test(text) ? text.replace(/^([A-Za-z-]+)/, '$1;VALUE=DATE') : text;
};

const propertyOf = (current: ContentLine): ICAL.Property => {
  checkTimes(current);
  if (nameOf(current) === 'RRULE') checkRule(current);
  try {
    const text = TIMES.has(nameOf(current)) ? withValueType(current) : current.text;
    // The parser's own shape (jCal), handed back to it at once.
    const property = new ICAL.Property(ICAL.parse.property(text) as unknown[]);
    // The library reads a value when it is first asked for it; here its line is still known.
    property.getValues();
    return property;
  } catch (cause) {
    throw new ImportFileBrokenError(
      current.line,
      cause instanceof Error ? cause.message.slice(0, 120) : 'this line cannot be read',
    );
  }
};

/** One VEVENT, each needed line parsed on its own, so that an error knows its line. */
export class EventComponent {
  readonly line: number;
  private readonly properties: readonly {
    readonly name: string;
    readonly line: number;
    readonly property: ICAL.Property;
  }[];

  constructor(
    block: Block,
    private readonly zones: ZoneRules,
  ) {
    this.line = block.line;
    this.properties = block.lines
      .filter((current) => NEEDED.has(nameOf(current)) && current.text.split(':').slice(1).join(':').trim() !== '')
      .map((current) => ({ name: nameOf(current), line: current.line, property: propertyOf(current) }));
  }

  text(name: string): string {
    const value = this.all(name)[0]?.getFirstValue();
    return typeof value === 'string' ? value.trim() : value === null || value === undefined ? '' : String(value);
  }

  /** Where a property stands; the event's own line where it has none. */
  lineOf(name: string): number {
    return this.properties.find((each) => each.name === name)?.line ?? this.line;
  }

  number(name: string): number {
    const value = Number(this.text(name));
    return Number.isFinite(value) ? value : 0;
  }

  /** The addresses of `mailto:` values. */
  emails(name: string): readonly string[] {
    return this.all(name)
      .map((property) => String(property.getFirstValue()))
      .filter((value) => /^mailto:/i.test(value))
      .map((value) => value.slice(7).trim().toLowerCase());
  }

  parameter(name: string, parameter: string): string {
    const value = this.all(name)[0]?.getParameter(parameter);
    return typeof value === 'string' ? value : '';
  }

  time(name: string): FileTime | undefined {
    return this.times(name)[0];
  }

  times(name: string): readonly FileTime[] {
    return this.all(name).flatMap((property) => property.getValues().map((value) => this.timeOf(property, value)));
  }

  rule(): ICAL.Recur | undefined {
    const value = this.all('RRULE')[0]?.getFirstValue();
    return value instanceof ICAL.Recur ? value : undefined;
  }

  durationSeconds(): number | undefined {
    const value = this.all('DURATION')[0]?.getFirstValue();
    return value instanceof ICAL.Duration ? value.toSeconds() : undefined;
  }

  private timeOf(property: ICAL.Property, raw: unknown): FileTime {
    const value = raw instanceof ICAL.Period ? raw.start : raw;
    if (!(value instanceof ICAL.Time)) throw new ImportFileBrokenError(this.line, `${property.name} has no time`);
    const date = `${String(value.year).padStart(4, '0')}-${two(value.month)}-${two(value.day)}`;
    if (value.isDate) return { kind: 'date', date };
    const name = property.getParameter('tzid');
    const isUtc = value.zone === ICAL.Timezone.utcTimezone;
    const zone = isUtc
      ? 'Etc/UTC'
      : typeof name === 'string' && name.trim() !== ''
        ? zoneNamed(name, this.zones.mapped)
        : this.zones.fallback;
    if (zone === undefined) return { kind: 'unknown-zone', name: String(name) };
    return { kind: 'instant', at: utcOf({ date, time: `${two(value.hour)}:${two(value.minute)}` }, zone), zone };
  }

  private all(name: string): readonly ICAL.Property[] {
    return this.properties.filter((each) => each.name === name).map(({ property }) => property);
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The wall-clock time of an instant, as the recurrence iterator counts: without a zone. */
export const wallTime = (at: Date, zone: string): ICAL.Time => {
  const { date, time } = localOf(at, zone);
  return ICAL.Time.fromString(`${date}T${time}:00`, undefined);
};

/** The instant of a wall-clock time that the iterator gave. */
export const instantOf = (time: ICAL.Time, zone: string): Date =>
  utcOf(
    {
      date: addDays(`${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`, 0),
      time: `${two(time.hour)}:${two(time.minute)}`,
    },
    zone,
  );
