import { isSameClock, spanOfCountry, zonesOfCountry } from './country-zones.js';
import { localOf } from './local-time.js';

const SUMMER = new Date('2027-07-01T12:00:00Z');
const WINTER = new Date('2027-01-01T12:00:00Z');
const timesIn = (country: string, at: Date): readonly string[] =>
  [...new Set(zonesOfCountry(country).map((zone) => localOf(at, zone).time))].sort();

describe('the zones of a country', () => {
  it('are all that its clocks show, summer and winter', () => {
    expect(timesIn('US', WINTER)).toEqual(['02:00', '03:00', '04:00', '05:00', '06:00', '07:00']);
    expect(timesIn('US', SUMMER)).toEqual(['02:00', '03:00', '04:00', '05:00', '06:00', '07:00', '08:00']);
    expect(timesIn('NZ', SUMMER)).toEqual(['00:00', '00:45']);
  });

  it('are named once for each clock', () => {
    expect(zonesOfCountry('DE')).toEqual(['Europe/Berlin']);
    expect(zonesOfCountry('GB')).toEqual(['Europe/London']);
    const clocks = zonesOfCountry('US');
    expect(clocks).toContain('Pacific/Honolulu');
    for (const one of clocks)
      expect(clocks.filter((other) => isSameClock(one, other)).map((same) => [one, same])).toEqual([[one, one]]);
  });

  it('are none for a country that does not exist', () => {
    expect(['XX', '', 'us', '__proto__'].map(zonesOfCountry)).toEqual([[], [], [], []]);
    expect(spanOfCountry('XX')).toBe(0);
  });

  it.each([
    ['US', 6],
    ['RU', 10],
    ['AU', 3],
    ['GB', 0],
  ])('of %s are %d hours apart at most', (country, hours) => {
    expect(spanOfCountry(country)).toBe(hours * 60);
  });

  it('are the same clock where they agree today, whatever they are called', () => {
    expect(isSameClock('US/Eastern', 'America/Detroit')).toBe(true);
    expect(isSameClock('Europe/Berlin', 'Europe/Vienna')).toBe(true);
    expect(isSameClock('America/Phoenix', 'America/Denver')).toBe(false);
    expect(isSameClock('Europe/London', 'Africa/Abidjan')).toBe(false);
  });
});
