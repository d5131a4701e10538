import type { CalendarVisit } from '../../application/ports.js';
import { IcalCalendarFiles } from './ical-calendar-files.js';

const files = new IcalCalendarFiles();
const aVisit = (changes: Partial<CalendarVisit> = {}): CalendarVisit => ({
  uid: 'booking-b1@aftercare',
  sequence: 2,
  method: 'REQUEST',
  startsAt: new Date('2027-05-11T09:30:00Z'),
  endsAt: new Date('2027-05-11T10:15:00Z'),
  alias: 'Elm Rooms',
  organizerEmail: 'hello@elm.example',
  attendeeEmail: 'mara@mail.example',
  link: 'https://elm.example/b/0123456789abcdefABCDEF',
  at: new Date('2027-05-01T08:00:00Z'),
  ...changes,
});
const unfolded = (file: string): readonly string[] => file.replace(/\r\n[ \t]/g, '').split('\r\n');

describe('the calendar file of a booking', () => {
  it('asks nothing, tells nothing and is exact', () => {
    const lines = unfolded(files.of(aVisit()));
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        'UID:booking-b1@aftercare',
        'SEQUENCE:2',
        'DTSTAMP:20270501T080000Z',
        'DTSTART:20270511T093000Z',
        'DTEND:20270511T101500Z',
        'SUMMARY:Appointment',
        'CLASS:PRIVATE',
        'STATUS:CONFIRMED',
        'DESCRIPTION:https://elm.example/b/0123456789abcdefABCDEF',
      ]),
    );
    expect(lines.join('\n')).not.toMatch(/VALARM|LOCATION|RSVP=TRUE/);
  });

  it('takes the visit away again with a higher sequence', () => {
    const lines = unfolded(files.of(aVisit({ method: 'CANCEL', sequence: 3 })));
    expect(lines).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3', 'UID:booking-b1@aftercare']),
    );
  });

  it('is folded, and no alias can add a line', () => {
    const file = files.of(
      aVisit({ alias: 'Elm\r\nATTACH:http://evil.example/\r\n;:"', link: `https://elm.example/b/${'x'.repeat(120)}` }),
    );
    expect(unfolded(file).filter((line) => line.startsWith('ATTACH'))).toEqual([]);
    expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });
});
