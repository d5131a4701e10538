import { isHolidayRegion, isPublicHoliday, UnknownHolidayRegionError } from './public-holidays.js';

describe('public holidays', () => {
  // Sources: gov.uk bank holidays, opm.gov federal holidays, fairwork.gov.au, feiertage of the Bundesländer, all for 2027.
  it.each([
    ['GB-ENG', '2027-03-26', true],
    ['GB-ENG', '2027-03-29', true],
    ['GB-SCT', '2027-03-29', false],
    ['GB-ENG', '2027-12-27', true],
    ['GB-ENG', '2027-03-30', false],
    ['US', '2027-07-05', true],
    ['US', '2027-11-25', true],
    ['US', '2027-02-14', false],
    ['AU-NSW', '2027-01-26', true],
    ['DE-BY', '2027-01-06', true],
    ['DE-BE', '2027-01-06', false],
    ['DE-BY-A', '2027-08-08', true],
    ['DE-BE', '2027-08-08', false],
  ])('in %s, %s is one: %s', (region, date, expected) => {
    expect(isPublicHoliday(date, region)).toBe(expected);
  });

  it('counts every day of a holiday that lasts several', () => {
    // Eid al-Fitr in Turkey, in 2027 from the evening of 9 March on; the days after the first count as well.
    expect(['2027-03-10', '2027-03-11'].map((date) => isPublicHoliday(date, 'TR'))).toEqual([true, true]);
  });

  it.each(['GB', 'GB-ENG', 'DE-BY-A'])('knows the region %s', (region) => {
    expect(isHolidayRegion(region)).toBe(true);
  });

  it.each(['', 'XX', 'GB-XYZ', 'DE-BY-XYZ', 'GB-ENG-A-B', '__proto__', 'GB-toString'])(
    'does not know the region "%s"',
    (region) => {
      expect(isHolidayRegion(region)).toBe(false);
      expect(() => isPublicHoliday('2027-03-26', region)).toThrow(UnknownHolidayRegionError);
    },
  );
});
