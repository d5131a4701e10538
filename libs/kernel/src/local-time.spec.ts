import {
  addDays,
  dateOf,
  daysBetween,
  formatLocal,
  isKnownZone,
  isLocalDate,
  localOf,
  nextTransitions,
  UnknownZoneError,
  utcOf,
  weekdayOf,
  ZONE_DATA_VERSION,
} from './local-time.js';

describe('local time', () => {
  it('knows the clock changes of winter 2026, which Node 20 does not', () => {
    expect(ZONE_DATA_VERSION >= '2026f').toBe(true);
  });

  it.each([
    ['before', ['./public-holidays.js', './local-time.js']],
    ['after', ['./local-time.js', './public-holidays.js']],
  ] as const)(
    'reads the same zone data when the calendar of public holidays is loaded %s it',
    async (_order, files) => {
      await jest.isolateModulesAsync(async () => {
        // That calendar brings zone data of its own, in which British Columbia and Alberta still put their clocks back.
        for (const file of files) await import(file);
        const { localOf: read } = await import('./local-time.js');
        const { isPublicHoliday } = await import('./public-holidays.js');
        expect(isPublicHoliday('2026-12-25', 'CA-BC')).toBe(true);
        const instant = new Date('2026-12-01T19:00:00Z');
        expect(['America/Vancouver', 'America/Edmonton'].map((zone) => read(instant, zone).time)).toEqual([
          '12:00',
          '13:00',
        ]);
      });
    },
  );

  it('turns a local time that does not exist into the first instant after the gap', () => {
    expect(utcOf({ date: '2027-03-28', time: '01:30' }, 'Europe/London').toISOString()).toBe(
      '2027-03-28T01:00:00.000Z',
    );
    expect(utcOf({ date: '2027-03-14', time: '02:30' }, 'America/New_York').toISOString()).toBe(
      '2027-03-14T07:00:00.000Z',
    );
  });

  it('takes the earlier of two instants when a local time exists twice', () => {
    expect(utcOf({ date: '2027-04-04', time: '02:30' }, 'Australia/Sydney').toISOString()).toBe(
      '2027-04-03T15:30:00.000Z',
    );
    expect(utcOf({ date: '2026-10-25', time: '01:30' }, 'Europe/London').toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  it('reads back what it wrote', () => {
    const instant = utcOf({ date: '2027-05-11', time: '10:30' }, 'Asia/Kathmandu');
    expect(localOf(instant, 'Asia/Kathmandu')).toEqual({ date: '2027-05-11', time: '10:30' });
    expect(dateOf(new Date('2027-05-11T20:00:00Z'), 'Pacific/Auckland')).toBe('2027-05-12');
  });

  it('counts calendar days, not hours', () => {
    expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
    expect(daysBetween('2027-03-27', '2027-04-10')).toBe(14);
    expect(weekdayOf('2027-05-11')).toBe(2);
    expect(weekdayOf('2027-05-16')).toBe(7);
  });

  it('refuses a zone and a date that do not exist', () => {
    expect(() => utcOf({ date: '2027-03-28', time: '10:00' }, 'Europe/Elmstead')).toThrow(UnknownZoneError);
    expect(isKnownZone('Europe/London')).toBe(true);
    expect(isLocalDate('2027-02-30')).toBe(false);
    expect(isLocalDate('2028-02-29')).toBe(true);
  });

  it('writes dates in words', () => {
    const local = { date: '2027-05-11', time: '10:30' };
    expect(formatLocal(local, 'day-time')).toBe('Tue 11 May 10:30');
    expect(formatLocal(local, 'long-day')).toBe('Tuesday 11 May');
    expect(formatLocal(local, 'long-day-year')).toBe('Tuesday 11 May 2027');
  });

  it('lists the next clock changes of a zone', () => {
    expect(nextTransitions('Europe/London', new Date('2027-03-01T00:00:00Z'), 1)[0]?.toISOString()).toBe(
      '2027-03-28T01:00:00.000Z',
    );
  });
});
