import { addDays } from '@aftercare/kernel';
import { longDay, shortDay, timeText, weekdayName, zoneText } from './dates.js';
import { LANGUAGES } from './language.js';

describe('dates in words', () => {
  it.each([
    ['en-GB', 'Tue 11 May', 'Tuesday 11 May', '14:30'],
    ['en-US', 'Tue May 11', 'Tuesday May 11', '2:30 pm'],
    ['en-AU', 'Tue 11 May', 'Tuesday 11 May', '2:30 pm'],
    ['de-AT', 'Di 11. Mai', 'Dienstag 11. Mai', '14:30'],
    ['fr-CH', 'mar 11 mai', 'mardi 11 mai', '14:30'],
    ['es-ES', 'mar 11 may', 'martes 11 de mayo', '14:30'],
    ['es-MX', 'mar 11 may', 'martes 11 de mayo', '2:30 pm'],
    ['pl', 'wt 11 maja', 'wtorek 11 maja', '14:30'],
    ['ar-EG', 'الثلاثاء 11 مايو', 'الثلاثاء 11 مايو', '2:30 م'],
    ['ar-MA', 'الثلاثاء 11 مايو', 'الثلاثاء 11 مايو', '14:30'],
    ['tlh', 'Tue 11 May', 'Tuesday 11 May', '14:30'],
  ])('are written out as %s reads them', (locale, short, long, time) => {
    expect([shortDay('2027-05-11', locale), longDay('2027-05-11', locale), timeText('14:30', locale)]).toEqual([
      short,
      long,
      time,
    ]);
  });

  it('know noon and midnight by twelve hours', () => {
    expect(['00:05', '11:59', '12:00', '12:30', '23:59'].map((time) => timeText(time, 'en-US'))).toEqual([
      '12:05 am',
      '11:59 am',
      '12:00 pm',
      '12:30 pm',
      '11:59 pm',
    ]);
  });

  it.each(LANGUAGES)('have a name for every day and month in %s, and never digits only', (language) => {
    const year = Array.from({ length: 365 }, (_, day) => addDays('2027-01-01', day));
    for (const date of year) {
      for (const text of [shortDay(date, language), longDay(date, language)]) {
        expect(text).toMatch(/^\p{L}{2,} \d{1,2}\.? (?:de )?\p{L}{3,}$/u);
        expect(text).toContain(String(Number(date.slice(8))));
      }
    }
    expect(new Set(year.map((date) => longDay(date, language))).size).toBe(365);
    expect(new Set(year.map((date) => weekdayName(date, language))).size).toBe(7);
  });

  it('name a zone by its place, set apart where the text runs the other way', () => {
    expect(zoneText('America/New_York', 'en-GB')).toBe('New York time');
    expect(zoneText('Europe/Berlin', 'de')).toBe('Ortszeit Berlin');
    expect(zoneText('Europe/London', 'ar')).toBe('بتوقيت \u2068London\u2069');
    expect(zoneText('Etc/UTC', 'fr')).toBe('UTC');
  });
});
