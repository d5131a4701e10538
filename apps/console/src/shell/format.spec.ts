import { counted, dayBefore, dayOf, daysFrom, localTime, percent, signed, whenOf } from './format.js';

describe('how the console writes', () => {
  it('dates and local times', () => {
    expect(dayOf('2027-05-11')).toBe('11 May 2027');
    expect(localTime('2027-05-11T10:30')).toBe('Tue 11 May 10:30');
  });

  it('the last day of what ends before a day, and how many days those are', () => {
    expect([dayBefore('2027-04-26'), dayBefore('2028-03-01'), dayBefore('2027-01-01')]).toEqual([
      ...['2027-04-25', '2028-02-29', '2026-12-31'],
    ]);
    // Clocks change on 28 March.
    expect([daysFrom('2027-03-22', '2027-03-29'), daysFrom('2027-03-29', '2027-04-26')]).toEqual([7, 28]);
  });

  it('an instant without a local time as UTC, so that nobody takes it for local', () => {
    expect(whenOf('2027-05-11T09:30:00.000Z', undefined)).toBe('Tue 11 May 09:30 UTC');
    expect(whenOf('2027-05-11T09:30:00.000Z', '2027-05-11T10:30')).toBe('Tue 11 May 10:30');
  });

  it('what it does not understand as it came', () => {
    expect([dayOf('soon'), localTime('soon')]).toEqual(['soon', 'soon']);
  });

  it('numbers with a real minus sign and no negative zero', () => {
    expect([signed(-2.64), signed(-0.04), signed(3)]).toEqual(['\u22122.6', '0.0', '3.0']);
  });

  it('shares in whole percent and counts in words', () => {
    expect([percent(0.481), counted(1, 'line'), counted(2, 'line')]).toEqual([48, '1 line', '2 lines']);
  });
});
