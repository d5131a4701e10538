import {
  DAY_MS,
  HOUR_MS,
  later,
  UNKNOWN_SERVICE,
  type CalendarBooking,
  type CalendarOptions,
} from './calendar-booking.js';
import { fileOf, parameterValue, textValue } from './ical-lines.js';
import { localStamp, timezoneLines, utcStamp } from './ical-times.js';

interface EventDetails {
  readonly booking: CalendarBooking;
  readonly writtenAt: Date;
  readonly sequence?: number;
  readonly status?: 'CONFIRMED' | 'CANCELLED';
  /** Written in UTC instead of the zone's clock. */
  readonly isUtc?: boolean;
  /** Lines of a series: its rule, or the occurrence that it stands for. */
  readonly more?: readonly string[];
}

const time = (name: string, instant: Date, { booking, isUtc }: EventDetails): string =>
  isUtc === true ? `${name}:${utcStamp(instant)}` : `${name};TZID=${booking.zone}:${localStamp(instant, booking.zone)}`;

const mailOf = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@staff.example.com`;

const attendee = ({ firstName, lastName, email }: CalendarBooking): readonly string[] =>
  email === null
    ? []
    : [
        `ATTENDEE;CN=${parameterValue(`${firstName} ${lastName}`)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:${email}`,
      ];

const eventLines = (details: EventDetails): readonly string[] => {
  const { booking, writtenAt, sequence = 0, status = 'CONFIRMED', more = [] } = details;
  return [
    'BEGIN:VEVENT',
    `UID:${booking.id}`,
    `DTSTAMP:${utcStamp(writtenAt)}`,
    time('DTSTART', booking.startsAt, details),
    time('DTEND', booking.endsAt, details),
    ...more,
    `SEQUENCE:${sequence}`,
    `STATUS:${status}`,
    `SUMMARY:${textValue(booking.service)}`,
    `DESCRIPTION:${textValue(`Booked at the front desk; room as usual, ${booking.practitioner} knows. Nothing else was noted for this visit.`)}`,
    `ORGANIZER;CN=${parameterValue(booking.practitioner)}:mailto:${mailOf(booking.practitioner)}`,
    ...attendee(booking),
    'END:VEVENT',
  ];
};

const shifted = (booking: CalendarBooking, ms: number): CalendarBooking => ({
  ...booking,
  startsAt: later(booking.startsAt, ms),
  endsAt: later(booking.endsAt, ms),
});

/** Moved once: the file still holds the old copy, and the higher SEQUENCE wins. */
const moved = (booking: CalendarBooking, writtenAt: Date): readonly string[] => [
  ...eventLines({ booking: shifted(booking, -DAY_MS), writtenAt, sequence: 0 }),
  ...eventLines({ booking, writtenAt, sequence: 1 }),
];

/**
 * A weekly series of two that leaves exactly this visit: the first occurrence was moved by an hour to its time,
 * the second taken out.
 */
const series = (booking: CalendarBooking, writtenAt: Date): readonly string[] => {
  const first = shifted(booking, -HOUR_MS);
  const details = { booking: first, writtenAt };
  return [
    ...eventLines({
      ...details,
      more: ['RRULE:FREQ=WEEKLY;COUNT=2', time('EXDATE', weekAfter(first.startsAt), details)],
    }),
    ...eventLines({ booking, writtenAt, sequence: 1, more: [time('RECURRENCE-ID', first.startsAt, details)] }),
  ];
};

const WEEK_MS = 7 * DAY_MS;
const weekAfter = (instant: Date): Date => later(instant, WEEK_MS);

/** Which visit of the list is written in which odd way; the others are plain, every third of them in UTC. */
const MOVED = 1;
const SERIES = 2;

const visitLines = (booking: CalendarBooking, index: number, writtenAt: Date): readonly string[] => {
  if (index === MOVED) return moved(booking, writtenAt);
  if (index === SERIES) return series(booking, writtenAt);
  return eventLines({ booking, writtenAt, isUtc: index % 3 === 0 });
};

/** What a real calendar also holds and no visit comes from. */
const asides = (
  like: CalendarBooking,
  { writtenAt, unknownService = UNKNOWN_SERVICE }: CalendarOptions,
): readonly string[] => {
  const aside = (id: string, days: number): CalendarBooking => ({
    ...shifted(like, days * DAY_MS),
    id: `${id}-${like.id}`,
  });
  return [
    ...eventLines({ booking: aside('cancelled', 1), writtenAt, sequence: 1, status: 'CANCELLED' }),
    ...eventLines({ booking: { ...aside('meeting', 2), service: 'Team meeting', email: null }, writtenAt }),
    ...eventLines({ booking: { ...aside('other', 3), service: unknownService }, writtenAt, isUtc: true }),
  ];
};

/**
 * An iCalendar file with exactly these visits, in the shapes that real programs write: wall-clock times with their zone and UTC,
 * one visit that was moved, one that is left of a series; besides them one cancelled, one without a client, one of an unknown service.
 */
export const icalCalendar = (bookings: readonly CalendarBooking[], options: CalendarOptions): string => {
  const zones = [...new Set(bookings.map((booking) => booking.zone))];
  const [first] = bookings;
  return fileOf([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sample Calendar//Export 1.0//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...zones.flatMap((zone) => timezoneLines(zone, options.writtenAt)),
    ...bookings.flatMap((booking, index) => visitLines(booking, index, options.writtenAt)),
    ...(first === undefined ? [] : asides(first, options)),
    'END:VCALENDAR',
  ]);
};
