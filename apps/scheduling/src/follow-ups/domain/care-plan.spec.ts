import { InvalidInputError, NotFoundError } from '@aftercare/kernel';
import { changeCarePlan, emptyCarePlan, IntervalReasonNeededError, TooManyPeriodsError } from './care-plan.js';
import type { CarePlan, CarePlanChange } from './care-plan.js';

const said = { by: 'ana', at: new Date('2027-03-01T10:00:00Z') };
const plan = (...changes: readonly CarePlanChange[]): CarePlan =>
  changes.reduce((state, change) => changeCarePlan(state, change, said), emptyCarePlan('elm', 'mara'));
const interval = (days: number, reason: string | null = null): CarePlanChange => ({
  what: 'interval-set',
  days,
  reason,
});
const period = (id: string, from: string, to: string): CarePlanChange => ({
  what: 'stress-declared',
  id,
  from,
  to,
  saidBy: 'client',
});

describe("a practitioner's own interval", () => {
  it('needs a reason outside two to four weeks and none within', () => {
    expect(plan(interval(14)).interval).toEqual({ days: 14, reason: null, ...said });
    expect(plan(interval(28)).interval?.days).toBe(28);
    for (const days of [7, 13, 29, 56]) {
      expect(() => plan(interval(days))).toThrow(IntervalReasonNeededError);
      expect(() => plan(interval(days, '  '))).toThrow(IntervalReasonNeededError);
      expect(plan(interval(days, ' works away ')).interval).toMatchObject({ days, reason: 'works away' });
    }
  });

  it.each([6, 57, 14.5])('of %d days is refused whatever the reason', (days) => {
    expect(() => plan(interval(days, 'because'))).toThrow(InvalidInputError);
  });

  it('is cleared again, and both stand in the history', () => {
    const cleared = plan(interval(20), { what: 'interval-cleared' });
    expect(cleared.interval).toBeNull();
    expect(cleared.history).toEqual([
      { what: 'interval-set', ...said },
      { what: 'interval-cleared', ...said },
    ]);
  });
});

describe('a declared period of high stress', () => {
  it('is kept once, however often it is sent, and taken back by its id', () => {
    const one = period('p1', '2027-04-01', '2027-04-20');
    expect(plan(one, one).stressPeriods).toEqual([
      { id: 'p1', from: '2027-04-01', to: '2027-04-20', saidBy: 'client', ...said },
    ]);
    expect(plan(one, { what: 'stress-taken-back', id: 'p1' }).stressPeriods).toEqual([]);
    expect(() => plan(one, { what: 'stress-taken-back', id: 'p2' })).toThrow(NotFoundError);
  });

  it('ends after it begins, lasts 12 weeks at most, and there are not endlessly many', () => {
    expect(() => plan(period('p', '2027-04-02', '2027-04-01'))).toThrow(InvalidInputError);
    expect(() => plan(period('p', '2027-04-01', '2027-06-24'))).toThrow(InvalidInputError);
    expect(plan(period('p', '2027-04-01', '2027-06-23')).stressPeriods).toHaveLength(1);
    const many = Array.from({ length: 51 }, (_, index) => period(String(index), '2027-04-01', '2027-04-02'));
    expect(() => plan(...many)).toThrow(TooManyPeriodsError);
  });
});
