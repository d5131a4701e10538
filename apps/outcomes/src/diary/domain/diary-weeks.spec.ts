import { addDays, dateOf } from '@aftercare/kernel';
import { diaryWeeks, weeksFrom, type FilledInDay } from './diary-weeks.js';

const aDay = (date: string, more: Partial<FilledInDay> = {}): FilledInDay => ({
  ...{ date, pain: 'none', worst: undefined, tookTriptan: false, filledInLater: false },
  ...more,
});
const run = (from: string, count: number): readonly FilledInDay[] =>
  Array.from({ length: count }, (_, index) => aDay(addDays(from, index)));

/** A Wednesday. */
const TODAY = '2027-05-12';

describe('weeks of a diary', () => {
  it('count Monday to Sunday by what the client called each day, a triptan or not', () => {
    const days = [
      aDay('2027-05-03', { pain: 'migraine' }),
      aDay('2027-05-04', { pain: 'headache', tookTriptan: true }),
      ...run('2027-05-05', 4),
      aDay('2027-05-09', { pain: 'migraine' }),
    ];
    expect(diaryWeeks(days, '2027-05-09')).toEqual([
      { from: '2027-05-03', to: '2027-05-09', migraine: 2, headache: 1, without: 4, notFilledIn: 0, filledInLater: 0 },
    ]);
  });

  it('have the running one with them, whose days to come are not missing', () => {
    const [running, before] = diaryWeeks(run('2027-05-03', 8), TODAY);
    expect(running).toMatchObject({ from: '2027-05-10', to: '2027-05-16', without: 1, notFilledIn: 2 });
    expect(before).toMatchObject({ from: '2027-05-03', without: 7, notFilledIn: 0 });
  });

  it('miss nothing yet on a Monday but that Monday, and everything in a week of silence', () => {
    expect(diaryWeeks(run('2027-04-26', 1), '2027-05-10').map(({ notFilledIn }) => notFilledIn)).toEqual([1, 7, 6]);
  });

  it('begin with the first entry, whatever order entries come in', () => {
    const days = [aDay('2027-05-11'), aDay('2027-04-28')];
    expect(diaryWeeks(days, TODAY).map(({ from }) => from)).toEqual(['2027-05-10', '2027-05-03', '2027-04-26']);
    expect(diaryWeeks([], TODAY)).toEqual([]);
  });

  it('are twelve at most; what is older begins nothing', () => {
    expect(weeksFrom(TODAY)).toBe('2027-02-22');
    const weeks = diaryWeeks(run('2027-01-01', 132), TODAY);
    expect([weeks.length, weeks.at(-1)?.from, weeks.at(-1)?.without]).toEqual([12, '2027-02-22', 7]);
    expect(diaryWeeks(run('2027-01-01', 52), TODAY)).toEqual([]);
  });

  it('have seven days where the clocks change in them', () => {
    const weeks = diaryWeeks(run('2027-03-22', 14), '2027-04-04');
    expect(weeks.map(({ from, to, without }) => [from, to, without])).toEqual([
      ['2027-03-29', '2027-04-04', 7],
      ['2027-03-22', '2027-03-28', 7],
    ]);
    // The last hour of the 23-hour Sunday is still that Sunday.
    const lastHour = dateOf(new Date('2027-03-28T22:30:00Z'), 'Europe/London');
    expect(diaryWeeks(run('2027-03-22', 6), lastHour)).toMatchObject([{ from: '2027-03-22', notFilledIn: 1 }]);
  });

  it('say how many days were filled in later', () => {
    const days = [aDay('2027-05-10', { filledInLater: true }), aDay('2027-05-11')];
    expect(diaryWeeks(days, TODAY)).toMatchObject([{ without: 2, filledInLater: 1 }]);
  });
});
