import type { Weekday } from '@aftercare/kernel';
import fc from 'fast-check';
import { aroundTheClock, dueBy, type WorkingTime } from './patience.js';

const day = (weekday: Weekday, ...spans: readonly (readonly [from: string, to: string])[]) =>
  spans.map(([from, to]) => ({ weekday, from, to }));

/** Closed over noon on weekdays, short on Saturdays, closed on Sundays. */
const elm: WorkingTime = {
  zone: 'Europe/London',
  openingHours: [
    ...([1, 2, 3, 4, 5] as const).flatMap((weekday) => day(weekday, ['13:00', '18:00'], ['09:00', '12:00'])),
    ...day(6, ['10:00', '12:00']),
  ],
  closureDays: ['2027-03-26'],
};
// Thursday 25 March 2027; the clocks of London change on Sunday 28 March, Good Friday is a closure day.
const due = (level: 'E' | 'U', raisedAt: string, time = elm): string =>
  dueBy({ level, raisedAt: new Date(raisedAt) }, time).toISOString();

describe('until when somebody has to look at a flag', () => {
  it.each([
    ['within a morning and the afternoon', '2027-03-24T10:00:00Z', '2027-03-24T15:00:00.000Z'],
    ['from the morning on, when it was raised at night', '2027-03-24T02:00:00Z', '2027-03-24T14:00:00.000Z'],
    ['exactly at closing time', '2027-03-24T14:00:00Z', '2027-03-24T18:00:00.000Z'],
    [
      'over a closure day, a short Saturday, a Sunday and the change of the clocks',
      '2027-03-25T17:00:00Z',
      '2027-03-29T09:00:00.000Z',
    ],
  ])('is four working hours for an emergency: %s', (_name, raisedAt, expected) => {
    expect(due('E', raisedAt)).toBe(expected);
  });

  it.each([
    ['of the same day', '2027-03-24T10:00:00Z', '2027-03-24T18:00:00.000Z'],
    ['of the same day before it begins', '2027-03-24T02:00:00Z', '2027-03-24T18:00:00.000Z'],
    ['of the next one after closing time', '2027-03-24T18:00:00Z', '2027-03-25T18:00:00.000Z'],
    ['of the next one that is none of closure', '2027-03-25T18:30:00Z', '2027-03-27T12:00:00.000Z'],
  ])('is the end of the working day for what is urgent: %s', (_name, raisedAt, expected) => {
    expect(due('U', raisedAt)).toBe(expected);
  });

  it('is a week where the clinic is closed for longer, or never opens', () => {
    const closed = { ...elm, openingHours: [] };
    expect(due('E', '2027-03-24T10:00:00Z', closed)).toBe('2027-03-31T10:00:00.000Z');
    expect(due('U', '2027-03-24T10:00:00Z', closed)).toBe('2027-03-31T10:00:00.000Z');
    const rare = { ...elm, openingHours: day(3, ['09:00', '10:00']) };
    expect(due('E', '2027-03-24T09:30:00Z', rare)).toBe('2027-03-31T09:30:00.000Z');
  });

  it('counts every hour where nobody knows the hours', () => {
    expect(due('E', '2027-03-24T02:00:00Z', aroundTheClock('UTC'))).toBe('2027-03-24T06:00:00.000Z');
  });

  it('never lies before it was raised, nor more than a week after', () => {
    const time = fc.nat({ max: 23 }).chain((from) =>
      fc.record({
        weekday: fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7),
        from: fc.constant(`${String(from).padStart(2, '0')}:00`),
        to: fc.constant(`${String(from).padStart(2, '0')}:45`),
      }),
    );
    const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const raised = fc.date({ min: new Date('2027-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(time, { maxLength: 12 }), zone, raised, (openingHours, ofZone, raisedAt) => {
        for (const level of ['E', 'U'] as const) {
          const at = dueBy({ level, raisedAt }, { zone: ofZone, openingHours, closureDays: [] }).getTime();
          expect(at).toBeGreaterThan(raisedAt.getTime());
          expect(at).toBeLessThanOrEqual(raisedAt.getTime() + 7 * 86_400_000);
        }
      }),
    );
  });
});
