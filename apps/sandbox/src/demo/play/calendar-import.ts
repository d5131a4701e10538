import type { PlannedVisit } from '../actors/client-life.js';
import type { CalendarBooking } from '../calendars/calendar-booking.js';
import { csvCalendar } from '../calendars/csv-calendar.js';
import { icalCalendar } from '../calendars/ical-calendar.js';
import type { DemoClinic } from '../domain/clinics.js';
import type { Person } from '../domain/people.js';

/** What a client's visit was called in the old calendar. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  swedish: 'Relaxing hour',
  'deep-tissue': 'Deep session',
  'trigger-point': 'Point work',
  craniosacral: 'Gentle hour',
  myofascial: 'Release hour',
};

export interface OldVisit {
  readonly person: Person;
  readonly clientRef: string;
  readonly visit: PlannedVisit;
}

const MINUTE_MS = 60_000;

const bookingOf = (clinic: DemoClinic, { person, visit }: OldVisit, index: number): CalendarBooking => ({
  // Acuity's ids are plain numbers.
  id: String(480_000_000 + index * 7919),
  startsAt: visit.slot.startsAt,
  endsAt: new Date(visit.slot.startsAt.getTime() + visit.minutes * MINUTE_MS),
  zone: clinic.zone,
  firstName: person.firstName,
  lastName: person.lastName,
  phone: person.phone,
  email: person.email,
  service: OLD_NAMES[visit.technique] ?? visit.technique,
  practitioner: clinic.practitioners[visit.slot.practitioner]?.name ?? '',
});

/** The body of `POST /v1/imports` for the calendar that a clinic brings along: the file, and how its names tie to the clinic's records. */
export const calendarImport = (clinic: DemoClinic, visits: readonly OldVisit[], writtenAt: Date): object => {
  const bookings = visits.map((visit, index) => bookingOf(clinic, visit, index));
  const write = clinic.calendar === 'ics' ? icalCalendar : csvCalendar;
  return {
    format: clinic.calendar,
    content: write(bookings, { writtenAt }),
    mapping: {
      services: Object.fromEntries(Object.entries(OLD_NAMES).map(([code, name]) => [name, { techniques: [code] }])),
      // People without an email cannot be tied by it; the clinic says who they are.
      clients: Object.fromEntries(
        visits.flatMap(({ person, clientRef }, index) =>
          person.email === null ? [[bookings[index]?.id ?? '', clientRef]] : [],
        ),
      ),
    },
  };
};
