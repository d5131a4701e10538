import { mayReadHardDays, sourceText, spanText, weekLine, windowLine } from './hard-days-words.js';

const TODAY = '2027-05-12';
const window = { startsOn: '2027-03-29', endsOn: '2027-04-26', days: 24, burdenDays: 6, headacheDays: 7 };
const week = { from: '2027-05-03', to: '2027-05-09', migraine: 2, headache: 1, without: 4 };

describe('hard days in words', () => {
  it('name the first day and the last one, and the year where it is another', () => {
    expect(spanText('2027-05-03', '2027-05-09', TODAY)).toBe('3 to 9 May');
    expect(spanText('2027-04-26', '2027-05-02', TODAY)).toBe('26 Apr to 2 May');
    expect(spanText('2026-12-28', '2027-01-03', TODAY)).toBe('28 Dec 2026 to 3 Jan 2027');
  });

  it('are counted of the days that are known, and of all where some are not', () => {
    expect(windowLine({ ...window, complete: 24 / 28 }, TODAY)).toBe(
      '29 Mar to 25 Apr: 6 hard days of 24 counted (of 28); 7 with a headache',
    );
    expect(windowLine({ ...window, days: 28, burdenDays: 1, complete: 1 }, TODAY)).toBe(
      '29 Mar to 25 Apr: 1 hard day of 28 counted; 7 with a headache',
    );
  });

  it('leave out headaches that are not known, which are not none', () => {
    const unknown = windowLine({ ...window, headacheDays: null, complete: 24 / 28 }, TODAY);
    expect(unknown).toBe('29 Mar to 25 Apr: 6 hard days of 24 counted (of 28)');
    expect(windowLine({ ...window, headacheDays: 0, complete: 24 / 28 }, TODAY)).toContain('; 0 with a headache');
  });

  it('end the day before the window is over, in a leap year and where clocks change too', () => {
    const leap = { ...window, startsOn: '2028-02-02', endsOn: '2028-03-01', complete: 24 / 28 };
    expect(windowLine(leap, '2028-05-12')).toContain('2 to 29 Feb: 6 hard days of 24 counted (of 28)');
  });

  it('say where they come from, and that sources are never compared', () => {
    expect(sourceText('diary')).toContain('from the diary. A diary and what somebody remembers are never compared.');
    expect(sourceText('recall')).toContain('from forms, as remembered.');
    expect(sourceText(null)).toBe('No 28 days in a row can be counted yet.');
  });

  it('are told week by week, the running one so far, with what was filled in later', () => {
    expect(weekLine({ ...week, notFilledIn: 0, filledInLater: 0 }, TODAY)).toBe(
      '3 to 9 May: 2 migraine, 1 headache, 4 without, 0 not filled in',
    );
    const running = { from: '2027-05-10', to: '2027-05-16', migraine: 0, headache: 0, without: 2 };
    expect(weekLine({ ...running, notFilledIn: 1, filledInLater: 1 }, TODAY)).toBe(
      '10 to 16 May so far: 0 migraine, 0 headache, 2 without, 1 not filled in; 1 day filled in later',
    );
  });

  it.each([
    ['owner', true],
    ['practitioner', true],
    ['manager', false],
    ['front-desk', false],
  ])('are for %s: %s', (role, may) => {
    expect(mayReadHardDays([role])).toBe(may);
  });
});
