import { chosenPeriod, closedPeriods } from './periods.js';

describe('the periods of a report', () => {
  it('are closed months and quarters only', () => {
    const { months, quarters } = closedPeriods('2027-05-23');
    expect(months[0]).toEqual({ from: '2027-04-01', to: '2027-04-30', label: 'April 2027' });
    expect(quarters[0]).toEqual({ from: '2027-01-01', to: '2027-03-31', label: 'January to March 2027' });
    expect([months.length, quarters.length]).toEqual([12, 4]);
  });

  it('go over the turn of a year and know leap days', () => {
    const { months, quarters } = closedPeriods('2028-03-01');
    expect(months[0]?.to).toBe('2028-02-29');
    expect(months[2]).toMatchObject({ from: '2027-12-01', to: '2027-12-31' });
    expect(quarters[0]).toMatchObject({ from: '2027-10-01', to: '2027-12-31' });
    expect(closedPeriods('2027-01-15').months[0]).toMatchObject({ from: '2026-12-01' });
  });

  it('come from the address when they are one of the choices', () => {
    expect(chosenPeriod('?from=2027-03-01&to=2027-03-31', '2027-05-23')?.label).toBe('March 2027');
    expect(chosenPeriod('?from=2027-03-07&to=2027-03-09', '2027-05-23')?.label).toBe('April 2027');
  });
});
