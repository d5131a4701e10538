import { homeOf, hoursAt, isSameHome, zonesAt } from './home.js';

const clinicZone = 'America/New_York';

describe('where a client lives, as far as clocks go', () => {
  it('is the zone they named, whatever their number says', () => {
    expect(homeOf({ zone: 'Asia/Tokyo', country: 'US' }, clinicZone)).toEqual({ zone: 'Asia/Tokyo' });
  });

  it('is where the clinic is for who named none and has no number, or one of no country', () => {
    expect(homeOf({ zone: null, country: null }, clinicZone)).toEqual({ zone: clinicZone });
    expect(homeOf({ zone: null, country: 'XX' }, clinicZone)).toEqual({ zone: clinicZone });
    // No hour comes everywhere at once there.
    expect(homeOf({ zone: null, country: 'AQ' }, clinicZone)).toEqual({ zone: clinicZone });
    expect(homeOf(undefined, clinicZone)).toEqual({ zone: clinicZone });
  });

  it('is the one zone of the country of their number', () => {
    expect(homeOf({ zone: null, country: 'DE' }, clinicZone)).toEqual({ zone: 'Europe/Berlin' });
    // Under the clinic's name where that is the same clock.
    expect(homeOf({ zone: null, country: 'DE' }, 'Europe/Vienna')).toEqual({ zone: 'Europe/Vienna' });
  });

  it('is anywhere in a country of several clocks, the clinic’s zone among them', () => {
    expect(homeOf({ zone: null, country: 'US' }, clinicZone)).toEqual({ zone: clinicZone, anywhereIn: 'US' });
    const abroad = homeOf({ zone: null, country: 'US' }, 'Europe/London');
    expect(abroad.anywhereIn).toBe('US');
    expect(zonesAt(abroad)).toContain(abroad.zone);
  });

  it('is another one when the number is of another country', () => {
    const home = { zone: clinicZone, anywhereIn: 'US' };
    expect(isSameHome(home, { zone: clinicZone })).toBe(false);
    expect(isSameHome(home, { ...home })).toBe(true);
  });

  it('never leaves hours that come nowhere at once: short ones give way to the shipped ones', () => {
    const short = { from: '10:00', to: '17:00' };
    expect(hoursAt(short, { zone: 'Europe/London' })).toBe(short);
    expect(hoursAt(short, { zone: 'America/New_York', anywhereIn: 'US' })).toBe(short);
    expect(hoursAt(short, { zone: 'Europe/Moscow', anywhereIn: 'RU' })).toEqual({ from: '09:00', to: '20:00' });
  });
});
