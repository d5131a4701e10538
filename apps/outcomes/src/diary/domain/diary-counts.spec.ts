import { addDays } from '@aftercare/kernel';
import fc from 'fast-check';
import { countDays, diaryWindows, isBurdenDay, isMigraineDay, type DayFacts } from './diary-counts.js';

const FIRST_VISIT = '2027-03-01';
const aDay = (date: string, more: Partial<DayFacts> = {}): DayFacts => ({
  date,
  pain: 'none',
  worst: undefined,
  tookTriptan: false,
  ...more,
});
const run = (from: string, count: number, more: Partial<DayFacts> = {}): readonly DayFacts[] =>
  Array.from({ length: count }, (_, index) => aDay(addDays(from, index), more));

describe('a day', () => {
  it('is a migraine day where the client says so, or took what is for nothing else', () => {
    expect(isMigraineDay(aDay('2027-05-11', { pain: 'migraine' }))).toBe(true);
    expect(isMigraineDay(aDay('2027-05-11', { pain: 'headache', tookTriptan: true }))).toBe(true);
    expect(isMigraineDay(aDay('2027-05-11', { pain: 'headache', worst: 9 }))).toBe(false);
    expect(isMigraineDay(aDay('2027-05-11', { pain: 'none', tookTriptan: true }))).toBe(false);
  });

  it.each([
    [{ pain: 'none' }, false],
    [{ pain: 'migraine' }, true],
    [{ pain: 'headache', worst: 3 }, false],
    [{ pain: 'headache', worst: 4 }, true],
    [{ pain: 'headache' }, undefined],
  ] as const)('%j is a burden: %s', (said, burden) => {
    expect(isBurdenDay(aDay('2027-05-11', said))).toBe(burden);
  });
});

describe('windows of a diary', () => {
  const windows = (days: readonly DayFacts[], today: string) =>
    diaryWindows(days, { firstVisitOn: FIRST_VISIT, today });

  it('follow one another from the first visit on, and the one before it is the baseline', () => {
    const days = [...run('2027-02-01', 28), ...run(FIRST_VISIT, 28, { pain: 'migraine' })];
    expect(
      windows(days, '2027-03-29').map(({ startsOn, endsOn, burdenDays }) => [startsOn, endsOn, burdenDays]),
    ).toEqual([
      ['2027-03-01', '2027-03-29', 28],
      ['2027-02-01', '2027-03-01', 0],
    ]);
  });

  it('are told when they are over, not before, and stay what they are from day to day', () => {
    const days = run(FIRST_VISIT, 40);
    expect(windows(days, '2027-03-28')).toEqual([]);
    expect(windows(days, '2027-03-29')).toEqual(windows(days, '2027-04-10'));
  });

  it('count only days of which it is known whether they were a burden', () => {
    const days = [...run(FIRST_VISIT, 20), ...run('2027-03-21', 4, { pain: 'headache' })];
    const [window] = windows(days, '2027-04-01');
    expect(window).toMatchObject({ days: 20, burdenDays: 0, headacheDays: undefined, complete: 20 / 28 });
  });

  it('are left out where nothing was written down', () => {
    expect(windows(run('2027-04-26', 10), '2027-06-01').map(({ startsOn }) => startsOn)).toEqual(['2027-04-26']);
  });

  it('never count a day twice, more days than there were, or a burden beyond the days', () => {
    const entries = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 120 });
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 220 }), (days, today) => {
        const facts = days.map((day, index) =>
          aDay(addDays('2027-01-01', day), { pain: index % 2 === 0 ? 'migraine' : 'none' }),
        );
        const found = windows(facts, addDays('2027-01-01', today));
        const counted = found.reduce((sum, window) => sum + window.days, 0);
        expect(counted).toBeLessThanOrEqual(facts.length);
        for (const window of found) {
          expect(window.days).toBeLessThanOrEqual(28);
          expect(window.burdenDays).toBeLessThanOrEqual(window.days);
          expect(window.endsOn <= addDays('2027-01-01', today)).toBe(true);
        }
      }),
    );
  });

  it('and months are told by what the client called each day', () => {
    const days = [aDay('2027-05-01'), aDay('2027-05-02', { pain: 'headache', tookTriptan: true })];
    expect(countDays(days)).toEqual({ migraine: 0, headache: 1, without: 1 });
  });
});
