import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import type { VisitView } from '../../domain/visit-view.js';

/** The same in every file about a visit, whoever writes it. */
const uidOf = (bookingId: string): string => `booking-${bookingId}@aftercare`;

/** The visit as a calendar file: neutral, private, in UTC (domain.md 5.3). A cancelled one takes its entry away. */
export const visitCalendar = (
  view: VisitView,
  { link, now }: { readonly link: string; readonly now: Date },
): string => {
  const off = view.state === 'cancelled';
  const calendar = ical({
    prodId: { company: 'Aftercare', product: 'Bookings', language: 'EN' },
    method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: uidOf(view.bookingId),
    sequence: view.sequence,
    stamp: now,
    start: view.startsAt,
    end: view.endsAt,
    summary: 'Appointment',
    class: ICalEventClass.PRIVATE,
    status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    description: link,
  });
  return calendar.toString();
};
