import { windowOf } from './reminder-view.js';

describe('the days of a list', () => {
  it('are days at the clinic, the last one included, over a change of its clocks', () => {
    expect(windowOf({ from: '2027-03-27', to: '2027-03-28' }, 'Europe/London')).toEqual({
      from: new Date('2027-03-27T00:00:00Z'),
      to: new Date('2027-03-28T23:00:00Z'),
    });
    expect(windowOf({ from: '2027-03-01' }, 'Australia/Sydney')).toEqual({
      from: new Date('2027-02-28T13:00:00Z'),
      to: undefined,
    });
  });

  it('give way to instants', () => {
    const at = new Date('2027-03-01T10:30:00Z');
    expect(windowOf({ from: at, to: at }, 'Europe/London')).toEqual({ from: at, to: at });
  });
});
