import { DateOrderUnknownError } from '../../domain/entry.js';
import { wallTimeOf } from './wall-time.js';

const read = (text: string, dateOrder?: 'dmy' | 'mdy') => {
  const local = wallTimeOf(text, { dateOrder, line: 7 });
  return local === undefined ? undefined : `${local.date} ${local.time}`;
};

describe('the times of booking programs', () => {
  it('are read in words, in ISO order, and around noon and midnight', () => {
    expect(read('December 2, 2020 9:00 am')).toBe('2020-12-02 09:00');
    expect(read('Dec 2 2020 12:15 am')).toBe('2020-12-02 00:15');
    expect(read('2027-03-01 14:30')).toBe('2027-03-01 14:30');
    expect(read('2025-03-03 12:00 pm')).toBe('2025-03-03 12:00');
  });

  it('in digits need the order of day and month', () => {
    expect(() => read('03/04/2027 10:00')).toThrow(DateOrderUnknownError);
    expect(() => read('03/04/2027 10:00')).toThrow(/^line 7:/);
    expect([read('03/04/2027 10:00', 'dmy'), read('03/04/2027 10:00', 'mdy')]).toEqual([
      '2027-04-03 10:00',
      '2027-03-04 10:00',
    ]);
  });

  it('that cannot be are no times', () => {
    for (const text of ['', 'tomorrow', 'February 30, 2027 9:00 am', '2027-03-01 25:00', '31/02/2027 10:00'])
      expect(read(text, 'dmy')).toBeUndefined();
  });
});
