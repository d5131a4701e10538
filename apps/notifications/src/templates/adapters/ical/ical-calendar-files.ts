import { Injectable } from '@nestjs/common';
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import type { ICalEventData } from 'ical-generator';
import { CalendarFiles } from '../../application/ports.js';
import type { CalendarVisit } from '../../application/ports.js';
import { clip, singleLine } from '../../domain/safe-value.js';

const METHODS: Readonly<Record<CalendarVisit['method'], ICalCalendarMethod>> = {
  PUBLISH: ICalCalendarMethod.PUBLISH,
  REQUEST: ICalCalendarMethod.REQUEST,
  CANCEL: ICalCalendarMethod.CANCEL,
};

/** The client booked it and need not answer: programs show the entry, not a question. */
const attendeeOf = (email: string): NonNullable<ICalEventData['attendees']> => [
  { email, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ, rsvp: false },
];

/** The library throws for an organizer without a name; one of which nothing is left is named by its address. */
const organizerOf = (alias: string, email: string): { readonly name: string; readonly email: string } => {
  const name = clip(singleLine(alias).replace(/["<>]/g, ''), 60).trim();
  return { name: name === '' ? email : name, email };
};

/** Neutral by construction: a title that says "Appointment", the clinic's alias and the manage link, nothing else (domain.md 5.3). */
@Injectable()
export class IcalCalendarFiles extends CalendarFiles {
  override of(visit: CalendarVisit): string {
    const calendar = ical({
      prodId: { company: 'Aftercare', product: 'Bookings', language: 'EN' },
      method: METHODS[visit.method],
    });
    calendar.createEvent({
      id: visit.uid,
      sequence: visit.sequence,
      stamp: visit.at,
      start: visit.startsAt,
      end: visit.endsAt,
      summary: 'Appointment',
      class: ICalEventClass.PRIVATE,
      status: visit.method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      description: visit.link,
      ...(visit.organizerEmail === undefined ? {} : { organizer: organizerOf(visit.alias, visit.organizerEmail) }),
      ...(visit.attendeeEmail === undefined ? {} : { attendees: attendeeOf(visit.attendeeEmail) }),
    });
    return calendar.toString();
  }
}
