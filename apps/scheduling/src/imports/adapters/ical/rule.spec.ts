import { ImportFileBrokenError } from '../../domain/entry.js';
import { readCalendar } from './read-calendar.js';

const horizon = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2027-09-01T00:00:00Z') };
const read = (...lines: readonly string[]) =>
  readCalendar(
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', 'DURATION:PT1H', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'),
    { zone: 'Europe/London', mapping: {}, horizon },
  ).rows;
const days = (rule: string) =>
  read('DTSTART:20270308T100000', `RRULE:${rule}`).flatMap((row) =>
    row.kind === 'entry' ? [row.entry.startsAt.toISOString().slice(0, 10)] : [],
  );
const problem = (...lines: readonly string[]): string => {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof ImportFileBrokenError) return error.message;
    throw error;
  }
  return 'read';
};
const ruleProblem = (rule: string): string => problem('DTSTART:20270308T100000', `RRULE:${rule}`);

describe('a rule of a series', () => {
  it.each([
    'HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'SECONDLY;BYHOUR=9;BYMINUTE=0',
    'MINUTELY',
    'DAILY;BYMONTH=2;BYMONTHDAY=30',
    'DAILY;BYMONTH=2;BYDAY=MO;BYMONTHDAY=31',
    'MONTHLY;BYMONTHDAY=31;BYMONTH=4',
    'DAILY;COUNT=0',
    'DAILY;INTERVAL=0',
    'DAILY;INTERVAL=999999999',
    'YEARLY;BYMONTH=1,1,1,1,1,1,1,1;BYWEEKNO=1',
    'YEARLY;BYDAY=20MO',
    'MONTHLY;BYDAY=6MO',
    'WEEKLY;BYMONTHDAY=3',
    'DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9',
  ])('that cannot be followed is refused with its line: %s', (rule) => {
    expect(ruleProblem(`FREQ=${rule}`)).toMatch(/^line 6: /);
  });

  it.each([
    'MONTHLY;INTERVAL=48;BYDAY=5MO;BYMONTH=2',
    'DAILY;BYMONTH=2;BYDAY=MO;BYMONTHDAY=29',
    'YEARLY;BYYEARDAY=366',
    'YEARLY;BYMONTH=2;BYMONTHDAY=29',
  ])('that gives nothing before the horizon ends there: %s', (rule) => {
    expect(days(`FREQ=${rule}`)).toEqual([]);
  });

  it('stays in its months, and is followed from long ago', () => {
    expect(days('FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4,5')).toEqual(['2027-05-31']);
    expect(days('FREQ=WEEKLY;BYMONTH=3')).toEqual(['2027-03-08', '2027-03-15', '2027-03-22', '2027-03-29']);
    expect(read('DTSTART:19700101T100000', 'RRULE:FREQ=DAILY').length).toBeGreaterThan(500);
  });
});

describe('a value that cannot be read', () => {
  it.each(['DTSTART:20271308T100000', 'DTSTART:20270230T100000', 'DTSTART:20270308T250000'])(
    'refuses the file with its line, and is never another day: %s',
    (line) => {
      expect(problem(line)).toMatch(/^line 5: /);
    },
  );

  it.each([
    'DTEND:20271308T100000',
    'EXDATE:20270315T100000,',
    'DURATION:P1X',
    'EXDATE:20270315T100060,20270231T100000',
  ])('refuses the file with its line: %s', (line) => {
    expect(problem('DTSTART:20270308T100000', line)).toMatch(/^line 6: /);
  });
});
