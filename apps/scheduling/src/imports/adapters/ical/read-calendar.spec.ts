import { ImportFileBrokenError } from '../../domain/entry.js';
import { readCalendar } from './read-calendar.js';

const horizon = { from: new Date('2027-01-01T00:00:00Z'), to: new Date('2027-06-30T00:00:00Z') };
const read = (lines: readonly string[], zones: Record<string, string> = {}) =>
  readCalendar(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n'), {
    zone: 'America/New_York',
    mapping: { zones },
    horizon,
  }).rows;
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'];
const starts = (lines: readonly string[]) =>
  read(lines).flatMap((row) => (row.kind === 'entry' ? [row.entry.startsAt.toISOString()] : []));
const reasons = (lines: readonly string[]) => read(lines).map((row) => ('reason' in row ? row.reason : row.kind));

/** The line that a broken file is refused for; 0 where it is read. */
const lineOf = (act: () => unknown): number => {
  try {
    act();
  } catch (error) {
    if (error instanceof ImportFileBrokenError) return error.line;
    throw error;
  }
  return 0;
};

describe('reading a calendar', () => {
  it("keeps the wall clock of a series over a change of clocks, by a zone's IANA, Windows or display name", () => {
    for (const zone of [
      'Australia/Sydney',
      'AUS Eastern Standard Time',
      '"Canberra, Melbourne, Sydney"',
      '/vendor/x/Australia/Sydney',
    ])
      expect(
        starts(event(`DTSTART;TZID=${zone}:20270401T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2')),
      ).toEqual(['2027-03-31T23:00:00.000Z', '2027-04-08T00:00:00.000Z']);
  });

  it("takes the clinic's zone for times without one and the mapping's for names nobody knows", () => {
    expect(starts(event('DTSTART:20270301T100000', 'DURATION:PT1H'))).toEqual(['2027-03-01T15:00:00.000Z']);
    const odd = event('DTSTART;TZID=Our Zone:20270301T100000', 'DURATION:PT1H');
    expect(reasons(odd)).toEqual(['UNKNOWN_ZONE']);
    expect(read(odd, { 'our zone': 'Europe/London' })).toMatchObject([{ kind: 'entry' }]);
  });

  it('ends a series at UNTIL in UTC and at the horizon, adds RDATE and leaves out EXDATE in any form', () => {
    const series = (...more: readonly string[]) =>
      starts(event('DTSTART;TZID=Europe/Berlin:20270601T100000', 'DURATION:PT1H', ...more)).map((at) =>
        at.slice(0, 10),
      );
    expect(series('RRULE:FREQ=WEEKLY;UNTIL=20270615T080000Z')).toEqual(['2027-06-01', '2027-06-08', '2027-06-15']);
    expect(series('RRULE:FREQ=WEEKLY;UNTIL=20270615T075959Z')).toEqual(['2027-06-01', '2027-06-08']);
    expect(series('RRULE:FREQ=WEEKLY')).toHaveLength(5);
    expect(
      series('RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20270608T080000Z', 'RDATE;TZID=Europe/Berlin:20270610T100000'),
    ).toEqual(['2027-06-01', '2027-06-10', '2027-06-15']);
    expect(series('RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20270608')).toEqual(['2027-06-01', '2027-06-15']);
  });

  it('joins folded lines and names the first line of each event', () => {
    const [row] = read(
      event(
        'DTSTART:20270301',
        ' T100000Z',
        'DURATION:PT1H',
        'SUMMARY:Swe',
        ' dish',
        'ATTENDEE;CN="x:y":mailto:A@Example.com',
      ),
    );
    expect(row).toMatchObject({ line: 2, entry: { service: 'Swedish', emails: ['a@example.com'], uid: 'a' } });
  });

  it('refuses a series that leaves out or adds dates in a zone that nobody knows', () => {
    const series = (line: string) =>
      reasons(event('DTSTART:20270308T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2', line));
    expect(series('EXDATE;TZID=Customized Time Zone:20270315T100000')).toEqual(['UNKNOWN_ZONE']);
    expect(series('RDATE;TZID=Customized Time Zone:20270316T100000')).toEqual(['UNKNOWN_ZONE']);
  });

  it('puts aside whole days, events without id and the older of two versions', () => {
    expect(reasons(event('DTSTART;VALUE=DATE:20270301'))).toEqual(['ALL_DAY']);
    expect(reasons(['BEGIN:VEVENT', 'DTSTART:20270301T100000Z', 'END:VEVENT'])).toEqual(['NO_UID']);
    const version = (sequence: number) => event('DTSTART:20270301T100000Z', 'DURATION:PT1H', `SEQUENCE:${sequence}`);
    expect(reasons([...version(2), ...version(1)])).toEqual(['entry', 'SUPERSEDED']);
  });

  it.each([
    ['a line without a colon', ['BEGIN:VEVENT', 'what is this', 'END:VEVENT'], 3],
    ['an end that does not fit', ['BEGIN:VEVENT', 'UID:a', 'END:VTODO'], 4],
    ['a beginning without its end', ['BEGIN:VEVENT', 'UID:a'], 4],
    ['a time that is none', event('DTSTART:2027-03-01'), 4],
    ['a rule that is none', event('DTSTART:20270301T100000Z', 'RRULE:FREQ=SOMETIMES'), 5],
  ])('refuses the file for %s and says where', (_what, lines, line) => {
    expect(lineOf(() => read(lines))).toBe(line);
  });

  it('refuses what is no calendar at all', () => {
    const options = { zone: 'Etc/UTC', mapping: {}, horizon };
    expect(lineOf(() => readCalendar('', options))).toBe(1);
    expect(lineOf(() => readCalendar('Start Time,End Time', options))).toBe(1);
  });
});
