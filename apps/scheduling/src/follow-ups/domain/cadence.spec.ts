import { NO_SIGNALS } from './adjustments.js';
import { nextVisit } from './cadence.js';
import type { CadenceInput } from './cadence.js';

// Monday 1 March 2027; 21 days later is Monday 22 March.
const input = (change: Partial<CadenceInput> = {}): CadenceInput => ({
  session: { on: '2027-03-01', number: 1, bases: [{ code: 'swedish', intervalDays: 21, neverUnderDays: 0 }] },
  openFlag: null,
  unreachable: null,
  hasFutureBooking: false,
  practitionerInterval: null,
  clientWish: null,
  signals: NO_SIGNALS,
  calendar: { openWeekdays: [1, 2, 3, 4, 5, 6], closureDays: [], holidayRegion: null, preferredWeekday: null },
  leadDays: 0,
  notBefore: '2027-03-01',
  ...change,
});
const bases = (...days: readonly number[]) => ({
  on: '2027-03-01',
  number: 1,
  bases: days.map((intervalDays) => ({ code: String(intervalDays), intervalDays, neverUnderDays: 0 })),
});
const dueOn = (change: Partial<CadenceInput> = {}): string => {
  const decision = nextVisit(input(change));
  return decision.kind === 'due' ? decision.dueOn : `${decision.rule} ${decision.reason}`;
};

describe('cadence@1', () => {
  it('takes the base of the technique and, for a combination, the longest', () => {
    expect(dueOn()).toBe('2027-03-22');
    expect(dueOn({ session: bases(17) })).toBe('2027-03-18');
    expect(dueOn({ session: bases(17, 21) })).toBe('2027-03-22');
  });

  it('says why, in order, and by which policy', () => {
    expect(nextVisit(input({ session: bases(40) }))).toEqual({
      kind: 'due',
      dueOn: '2027-03-29',
      windowStart: '2027-03-15',
      windowEnd: '2027-03-29',
      reasons: [
        { rule: 'B', code: 'BASE', days: 40 },
        { rule: 'C', code: 'CLAMPED', days: -12 },
      ],
      review: false,
      policyVersion: 'cadence@1',
    });
  });

  it('stays within 14 to 28 days whatever the clinic set', () => {
    expect(dueOn({ session: bases(7) })).toBe('2027-03-15');
    expect(dueOn({ session: bases(56) })).toBe('2027-03-29');
  });

  it('never chooses a Sunday or a closure day, and of two equally near days takes the earlier', () => {
    const calendar = {
      openWeekdays: [1, 2, 3, 4, 5, 6, 7] as const,
      closureDays: [],
      holidayRegion: null,
      preferredWeekday: null,
    };
    expect(dueOn({ session: bases(20), calendar })).toBe('2027-03-20');
    expect(dueOn({ calendar: { ...calendar, closureDays: ['2027-03-22'] } })).toBe('2027-03-23');
    expect(dueOn({ session: bases(18), calendar: { ...calendar, closureDays: ['2027-03-19'] } })).toBe('2027-03-18');
  });

  it('keeps off the public holidays of the region, Easter week-end and all', () => {
    const calendar = {
      openWeekdays: [1, 2, 3, 4, 5] as const,
      closureDays: [],
      holidayRegion: 'GB-ENG',
      preferredWeekday: null,
    };
    const on = (holidayRegion: string | null) =>
      dueOn({ session: { ...bases(21), on: '2027-03-08' }, calendar: { ...calendar, holidayRegion } });
    expect([on(null), on('US-NY'), on('GB-ENG')]).toEqual(['2027-03-29', '2027-03-29', '2027-03-30']);
  });

  it('prefers a weekday within three days and no further', () => {
    const prefer = (preferredWeekday: 1 | 2 | 3 | 4 | 5 | 6) =>
      dueOn({ calendar: { openWeekdays: [1, 2, 3, 4, 5, 6], closureDays: [], holidayRegion: null, preferredWeekday } });
    expect([prefer(4), prefer(5), prefer(2)]).toEqual(['2027-03-25', '2027-03-19', '2027-03-23']);
    expect(
      dueOn({
        session: bases(14),
        calendar: { openWeekdays: [1, 2, 3, 4, 5, 6], closureDays: [], holidayRegion: null, preferredWeekday: 5 },
      }),
    ).toBe('2027-03-15');
  });

  it('holds in the order of the rules', () => {
    expect(dueOn({ hasFutureBooking: true })).toBe('H3 HAS_BOOKING');
    expect(dueOn({ hasFutureBooking: true, unreachable: 'NO_CONSENT' })).toBe('H2 NO_CONSENT');
    expect(dueOn({ hasFutureBooking: true, unreachable: 'NO_CONSENT', openFlag: 'R' })).toBe('H1 SAFETY_HOLD');
    expect(dueOn({ clientWish: { kind: 'none' }, practitionerInterval: { days: 30, reason: 'x' } })).toBe('H5 STOPPED');
    expect(dueOn({ clientWish: { kind: 'pause', until: '2027-05-01' } })).toBe('H5 PAUSED');
    expect(dueOn({ clientWish: { kind: 'pause', until: '2027-02-01' } })).toBe('2027-03-22');
  });

  it("uses an interval of practitioner or client as it is, the practitioner's first", () => {
    expect(dueOn({ clientWish: { kind: 'days', days: 10 } })).toBe('2027-03-11');
    expect(dueOn({ clientWish: { kind: 'days', days: 10 }, practitionerInterval: { days: 35, reason: 'plan' } })).toBe(
      '2027-04-05',
    );
  });

  it('moves by what surveys and diary say, once each', () => {
    expect(dueOn({ signals: { ...NO_SIGNALS, stress: 7 } })).toBe('2027-03-15');
    expect(dueOn({ signals: { ...NO_SIGNALS, stress: 8, seriesLength: 6 } })).toBe('2027-03-15');
    expect(
      dueOn({
        signals: {
          ...NO_SIGNALS,
          burdenWindows: [
            { days: 3, complete: 1 },
            { days: 0, complete: 1 },
          ],
        },
      }),
    ).toBe('2027-03-29');
    const effect = nextVisit(
      input({ signals: { ...NO_SIGNALS, unwantedEffect: { severity: 'mild', hours: 40 }, headacheDays: 16 } }),
    );
    expect(effect).toMatchObject({
      dueOn: '2027-03-29',
      review: true,
      reasons: [{ rule: 'B' }, { rule: 'A5', days: 7 }, { rule: 'A6', days: 0 }],
    });
    const rise = {
      ...NO_SIGNALS,
      burdenWindows: [
        { days: 8, complete: 0.9 },
        { days: 5, complete: 0.9 },
      ],
    };
    expect([dueOn({ signals: rise }), dueOn({ signals: { ...rise, burdenRiseConfirmed: true } })]).toEqual([
      '2027-03-22',
      '2027-03-15',
    ]);
  });

  it('plans late ones for the first open day and gives up when the client counts as lapsed', () => {
    expect(dueOn({ notBefore: '2027-03-25' })).toBe('2027-03-25');
    expect(dueOn({ notBefore: '2027-04-04' })).toBe('2027-04-05');
    expect(dueOn({ notBefore: '2027-04-13' })).toBe('C TOO_LATE');
    expect(dueOn({ leadDays: 3 })).toBe('2027-03-19');
  });
});
