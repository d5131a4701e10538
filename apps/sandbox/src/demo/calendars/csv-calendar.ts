import { formatLocal, localOf, monthName } from '@aftercare/kernel';
import { DAY_MS, later, UNKNOWN_SERVICE, type CalendarBooking, type CalendarOptions } from './calendar-booking.js';

/** Columns of an Acuity export, in its order. */
const COLUMNS = [
  'Start Time',
  'End Time',
  'Timezone',
  'First Name',
  'Last Name',
  'Phone',
  'Email',
  'Type',
  'Calendar',
  'Appointment Price',
  'Paid?',
  'Amount Paid Online',
  'Certificate Code',
  'Notes',
  'Date Scheduled',
  'Label',
  'Scheduled By',
  'Date Rescheduled',
  'Appointment ID',
] as const;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const lineOf = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;

/** `March 2, 2027 9:00 am`. */
const inWords = (instant: Date, zone: string): string => {
  const local = localOf(instant, zone);
  const [hour = 0, minute = 0] = formatLocal(local, 'time').split(':').map(Number);
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`;
  return `${monthName(local.date.slice(0, 7))} ${Number(local.date.slice(8))}, ${local.date.slice(0, 4)} ${clock}`;
};

interface RowDetails {
  readonly scheduledOn: string;
  readonly rescheduledOn?: string;
}

const rowOf = (booking: CalendarBooking, { scheduledOn, rescheduledOn = '' }: RowDetails): string =>
  lineOf([
    inWords(booking.startsAt, booking.zone),
    inWords(booking.endsAt, booking.zone),
    booking.zone,
    booking.firstName,
    booking.lastName,
    // Spreadsheets would make a number of it without the apostrophe.
    booking.phone === null ? '' : `'${booking.phone}`,
    booking.email ?? '',
    booking.service,
    booking.practitioner,
    '85.00',
    'no',
    '0.00',
    '',
    '',
    scheduledOn,
    '',
    'a client ',
    rescheduledOn,
    booking.id,
  ]);

/** Which visit of the list was moved at its source. */
const RESCHEDULED = 1;
const SCHEDULED_DAYS_AGO = 12;

const dayBefore = (instant: Date, days: number): string =>
  later(instant, -days * DAY_MS)
    .toISOString()
    .slice(0, 10);

/** A CSV export in Acuity's shape with exactly these visits, one of them rescheduled, and one row of an unknown service. */
export const csvCalendar = (bookings: readonly CalendarBooking[], options: CalendarOptions): string => {
  const { writtenAt, unknownService = UNKNOWN_SERVICE } = options;
  const scheduledOn = dayBefore(writtenAt, SCHEDULED_DAYS_AGO);
  const [first] = bookings;
  const rows = bookings.map((booking, index) =>
    rowOf(booking, index === RESCHEDULED ? { scheduledOn, rescheduledOn: dayBefore(writtenAt, 3) } : { scheduledOn }),
  );
  const aside: readonly CalendarBooking[] =
    first === undefined
      ? []
      : [
          {
            ...first,
            id: `9${first.id}`,
            startsAt: later(first.startsAt, DAY_MS),
            endsAt: later(first.endsAt, DAY_MS),
            service: unknownService,
          },
        ];
  return [lineOf(COLUMNS), ...rows, ...aside.map((booking) => rowOf(booking, { scheduledOn }))].join('');
};
