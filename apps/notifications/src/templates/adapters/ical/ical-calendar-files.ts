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

/** Neutral by construction: a title that says "Appointment", the clinic's alias and the manage link, nothing else (domain.md 5.3). */
@Injectable()
export class IcalCalendarFiles extends CalendarFiles {
  override of(visit: CalendarVisit): string {
    const calendar = ical({
      prodId: { company: 'Aftercare', product: 'Bookings', language: 'EN' },
      method: METHODS[visit.method],
    });
    const alias = clip(singleLine(visit.alias), 60).replace(/["<>]/g, '');
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
      ...(visit.organizerEmail === undefined ? {} : { organizer: { name: alias, email: visit.organizerEmail } }),
      ...(visit.attendeeEmail === undefined ? {} : { attendees: attendeeOf(visit.attendeeEmail) }),
    });
    return calendar.toString();
  }
}
