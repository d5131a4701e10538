import { DAY_MS, later, type CalendarBooking } from './calendar-booking.js';
import { csvCalendar } from './csv-calendar.js';
import { icalCalendar } from './ical-calendar.js';
import { folded, textValue } from './ical-lines.js';
import { timezoneLines } from './ical-times.js';

const options = { writtenAt: new Date('2027-02-28T12:00:00Z') };

const aBooking = (index: number, changes: Partial<CalendarBooking> = {}): CalendarBooking => {
  const startsAt = new Date(Date.parse('2027-03-02T09:00:00Z') + index * 7 * DAY_MS);
  return {
    id: `visit-${index}`,
    startsAt,
    endsAt: later(startsAt, 3_600_000),
    zone: 'Europe/London',
    firstName: 'Mara',
    lastName: 'Hale',
    phone: '+447700900101',
    email: `client${index}@example.com`,
    service: 'Swedish',
    practitioner: 'Ana Reyes',
    ...changes,
  };
};
const five = [0, 1, 2, 3, 4].map((index) => aBooking(index));

/** The events of a file, each as its unfolded lines. */
const eventsOf = (file: string): readonly (readonly string[])[] =>
  file
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map((event) => (event.split('END:VEVENT')[0] ?? '').trim().split('\r\n'));

const eventsWith = (file: string, line: string): readonly (readonly string[])[] =>
  eventsOf(file).filter((event) => event.includes(line));

describe('lines', () => {
  it('are folded at 75 octets without cutting a character', () => {
    const line = `SUMMARY:${'ü'.repeat(100)}`;
    const pieces = folded(line).split('\r\n');
    expect(pieces.every((piece) => Buffer.byteLength(piece) <= 75)).toBe(true);
    expect(pieces.map((piece, index) => (index === 0 ? piece : piece.slice(1))).join('')).toBe(line);
  });

  it('escape what has a meaning in text', () => {
    expect(textValue('a, b; c\\d\ne')).toBe('a\\, b\\; c\\\\d\\ne');
  });
});

describe('zones', () => {
  it('are written out with each change, on the clock that people see', () => {
    const lines = timezoneLines('Australia/Sydney', options.writtenAt);
    const april = lines.indexOf('DTSTART:20270404T030000');
    expect(lines.slice(april - 1, april + 3)).toEqual([
      'BEGIN:STANDARD',
      'DTSTART:20270404T030000',
      'TZOFFSETFROM:+1100',
      'TZOFFSETTO:+1000',
    ]);
    expect(lines).toContain('DTSTART:20261004T020000');
  });

  it('without changes have one offset', () => {
    expect(timezoneLines('America/Phoenix', options.writtenAt).filter((line) => line.startsWith('TZOFFSETTO'))).toEqual(
      ['TZOFFSETTO:-0700'],
    );
  });
});

describe('the .ics sample', () => {
  const file = icalCalendar(five, options);

  it('is the same for the same bookings, and folds every line', () => {
    expect(icalCalendar(five, options)).toBe(file);
    expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(file).toContain('\r\n ');
    expect(file.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('writes times in UTC and on the zone’s clock', () => {
    expect(eventsWith(file, 'UID:visit-0')[0]).toContain('DTSTART:20270302T090000Z');
    // 30 March: the clocks have gone forward.
    expect(eventsWith(file, 'UID:visit-4')[0]).toContain('DTSTART;TZID=Europe/London:20270330T100000');
    expect(file).toContain('TZID:Europe/London');
  });

  it('holds a moved visit twice, the newer one with the higher sequence', () => {
    const copies = eventsWith(file, 'UID:visit-1');
    expect(copies.map((copy) => copy.find((line) => line.startsWith('SEQUENCE')))).toEqual([
      'SEQUENCE:0',
      'SEQUENCE:1',
    ]);
    expect(copies[1]).toContain('DTSTART;TZID=Europe/London:20270309T090000');
  });

  it('holds a weekly series of which one occurrence was taken out and one moved', () => {
    const [master, moved] = eventsWith(file, 'UID:visit-2');
    expect(master).toEqual(
      expect.arrayContaining(['RRULE:FREQ=WEEKLY;COUNT=2', 'EXDATE;TZID=Europe/London:20270323T080000']),
    );
    expect(moved).toEqual(
      expect.arrayContaining([
        'RECURRENCE-ID;TZID=Europe/London:20270316T080000',
        'DTSTART;TZID=Europe/London:20270316T090000',
      ]),
    );
  });

  it('holds a cancelled visit, one without a client and one of an unknown service', () => {
    expect(eventsWith(file, 'STATUS:CANCELLED')).toHaveLength(1);
    const [meeting] = eventsWith(file, 'SUMMARY:Team meeting');
    expect(meeting?.some((line) => line.startsWith('ATTENDEE'))).toBe(false);
    expect(eventsWith(file, 'SUMMARY:Gift voucher consultation')).toHaveLength(1);
  });

  it('names the client by mail, and the practitioner', () => {
    const [event] = eventsWith(file, 'UID:visit-0');
    expect(event?.find((line) => line.startsWith('ATTENDEE'))).toMatch(/CN="Mara Hale".*:mailto:client0@example\.com$/);
    expect(event).toContain('ORGANIZER;CN="Ana Reyes":mailto:ana.reyes@staff.example.com');
    const [silent] = eventsOf(icalCalendar([aBooking(0, { email: null })], options));
    expect(silent?.some((line) => line.startsWith('ATTENDEE'))).toBe(false);
  });

  it('may be empty', () => {
    expect(eventsOf(icalCalendar([], options))).toEqual([]);
  });
});

describe('the .csv sample', () => {
  const rows = (file: string): readonly string[] => file.trimEnd().split('\n');

  it('has Acuity’s shape: quoted fields, words for times, an apostrophe before the phone', () => {
    const [head, first] = rows(csvCalendar(five, options));
    expect(head?.startsWith('"Start Time","End Time","Timezone","First Name"')).toBe(true);
    expect(first).toContain(
      '"March 2, 2027 9:00 am","March 2, 2027 10:00 am","Europe/London","Mara","Hale","\'+447700900101"',
    );
    expect(first?.endsWith('"visit-0"')).toBe(true);
  });

  it.each([
    ['2027-03-02T17:05:00Z', 'March 2, 2027 12:05 pm'],
    ['2027-03-02T05:30:00Z', 'March 2, 2027 12:30 am'],
    ['2027-03-30T13:00:00Z', 'March 30, 2027 9:00 am'],
  ])('writes %s in New York as %s', (startsAt, words) => {
    const booking = aBooking(0, { zone: 'America/New_York', startsAt: new Date(startsAt) });
    expect(rows(csvCalendar([booking], options))[1]?.startsWith(`"${words}"`)).toBe(true);
  });

  it('marks the rescheduled visit and adds one of an unknown service', () => {
    const all = rows(csvCalendar(five, options));
    expect(all.filter((row) => row.includes('"2027-02-25","visit-'))).toHaveLength(1);
    expect(all.filter((row) => row.includes('"Gift voucher consultation"'))).toHaveLength(1);
    expect(all).toHaveLength(7);
  });

  it('doubles quotes, and leaves out what nobody knows', () => {
    const [, row] = rows(csvCalendar([aBooking(0, { lastName: 'O"Hale, jr', phone: null, email: null })], options));
    expect(row).toContain('"O""Hale, jr","",""');
  });
});
