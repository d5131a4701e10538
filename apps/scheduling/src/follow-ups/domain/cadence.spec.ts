import { NO_SIGNALS } from './adjustments.js';
import { nextVisit } from './cadence.js';
import type { CadenceDecision, CadenceInput } from './cadence-input.js';
import { aCadenceInput, bases } from '../testing/a-cadence-input.js';

// Monday 1 March 2027; 21 days later is Monday 22 March.
const decide = (change: Partial<CadenceInput> = {}): CadenceDecision => nextVisit(aCadenceInput(change));
const dueOn = (change: Partial<CadenceInput> = {}): string => {
  const decision = decide(change);
  return decision.kind === 'due' ? decision.dueOn : `${decision.rule} ${decision.reason}`;
};
const reasons = (change: Partial<CadenceInput> = {}): readonly string[] =>
  decide(change).reasons.map(
    ({ rule, code, days, applied }) => `${rule} ${code} ${String(days)}${applied ? '' : ' (shown)'}`,
  );

describe('cadence@1: the base', () => {
  it('is the interval of the technique and, for a combination, the longest', () => {
    expect(dueOn()).toBe('2027-03-22');
    expect(dueOn({ session: bases(17) })).toBe('2027-03-18');
    expect(dueOn({ session: bases(17, 21) })).toBe('2027-03-22');
    expect(dueOn({ session: bases() })).toBe('2027-03-22');
  });

  it('says why, in order, by which policy and until when', () => {
    expect(decide({ session: bases(40) })).toEqual({
      kind: 'due',
      dueOn: '2027-03-29',
      windowStart: '2027-03-15',
      windowEnd: '2027-03-29',
      reasons: [
        { rule: 'B', code: 'BASE', days: 40, applied: true },
        { rule: 'C', code: 'CLAMPED', days: -12, applied: true },
      ],
      disagree: false,
      review: false,
      lapsesOn: '2027-04-12',
      policyVersion: 'cadence@1',
    });
  });

  it('stays within 14 to 28 days whatever the clinic set', () => {
    expect(dueOn({ session: bases(7) })).toBe('2027-03-15');
    expect(dueOn({ session: bases(56) })).toBe('2027-03-29');
    const never = { on: '2027-03-01', bases: [{ code: 'x', intervalDays: 14, neverUnderDays: 18 }] };
    expect(dueOn({ session: never })).toBe('2027-03-19');
    expect(dueOn({ session: { ...never, bases: [{ code: 'x', intervalDays: 14, neverUnderDays: 50 }] } })).toBe(
      '2027-03-29',
    );
  });
});

describe('cadence@1: the holds', () => {
  it('win in the order of the rules', () => {
    const none = { kind: 'none' } as const;
    expect(dueOn({ clientWish: none })).toBe('H5 STOPPED');
    expect(dueOn({ clientWish: none, hasFutureBooking: true })).toBe('H3 HAS_BOOKING');
    expect(dueOn({ hasFutureBooking: true, unreachable: 'NO_CONSENT' })).toBe('H2 NO_CONSENT');
    expect(dueOn({ hasFutureBooking: true, unreachable: 'NO_CONSENT', openFlag: 'R' })).toBe('H1 SAFETY_HOLD');
    expect((['CONTACT_BAD', 'ARCHIVED'] as const).map((unreachable) => dueOn({ unreachable }))).toEqual([
      'H2 CONTACT_BAD',
      'H2 ARCHIVED',
    ]);
  });

  it("take the practitioner's interval as it is, not clamped, and show the client's beside it", () => {
    expect(dueOn({ practitionerInterval: { days: 7 } })).toBe('2027-03-08');
    const both: Partial<CadenceInput> = {
      clientWish: { kind: 'days', days: 14 },
      practitionerInterval: { days: 56 },
    };
    expect([dueOn(both), decide(both).disagree, decide(both).lapsesOn]).toEqual(['2027-04-26', true, '2027-05-10']);
    expect(reasons(both)).toEqual(['H4 PRACTITIONER_INTERVAL 56', 'H5 CLIENT_INTERVAL 14 (shown)']);
    expect(decide({ ...both, clientWish: { kind: 'days', days: 56 } }).disagree).toBe(false);
  });

  it("take the client's own interval where no practitioner set one", () => {
    expect(dueOn({ clientWish: { kind: 'days', days: 10 } })).toBe('2027-03-11');
    expect(reasons({ clientWish: { kind: 'days', days: 10 }, signals: { ...NO_SIGNALS, stress: 9 } })).toEqual([
      'H5 CLIENT_INTERVAL 10',
    ]);
  });

  it('let "none" and a pause of the client win over the practitioner, and show both', () => {
    const practitionerInterval = { days: 30 };
    expect(reasons({ clientWish: { kind: 'none' }, practitionerInterval })).toEqual([
      'H4 PRACTITIONER_INTERVAL 30 (shown)',
      'H5 STOPPED 0',
    ]);
    const paused = { clientWish: { kind: 'pause', until: '2027-05-01' } as const, practitionerInterval };
    expect(dueOn(paused)).toBe('H5 PAUSED');
    expect(decide(paused).disagree).toBe(true);
    expect(reasons(paused)).toEqual(['H4 PRACTITIONER_INTERVAL 30 (shown)', 'H5 PAUSED 0']);
  });

  it('move a note that falls into a pause to the first allowed day after it, and leave others alone', () => {
    const until = (date: string) => ({ clientWish: { kind: 'pause', until: date } as const });
    expect(dueOn(until('2027-03-21'))).toBe('2027-03-22');
    expect(dueOn(until('2027-03-22'))).toBe('2027-03-23');
    expect(reasons(until('2027-04-03'))).toEqual(['H5 PAUSED 14', 'B BASE 21']);
    expect(dueOn(until('2027-04-03'))).toBe('2027-04-05');
    // Over before the plan is made, and never in its way.
    expect(dueOn({ ...until('2027-03-10'), notBefore: '2027-04-02' })).toBe('C TOO_LATE');
  });
});

describe('cadence@1: the allowed day', () => {
  const everyDay = { openWeekdays: [1, 2, 3, 4, 5, 6, 7] as const, closureDays: [], holidayRegion: null };

  it('is never a Sunday or a closure day, and of two equally near days the earlier', () => {
    const calendar = { ...everyDay, preferredWeekday: null };
    expect(dueOn({ session: bases(20), calendar })).toBe('2027-03-20');
    expect(dueOn({ calendar: { ...calendar, closureDays: ['2027-03-22'] } })).toBe('2027-03-23');
    expect(dueOn({ session: bases(18), calendar: { ...calendar, closureDays: ['2027-03-19'] } })).toBe('2027-03-18');
    expect(reasons({ calendar: { ...calendar, closureDays: ['2027-03-22'] } })).toEqual([
      'B BASE 21',
      'C ALLOWED_DAY 1',
    ]);
  });

  it('keeps off the public holidays of the region, Easter week-end and all', () => {
    const on = (holidayRegion: string | null) =>
      dueOn({
        session: { ...bases(21), on: '2027-03-08' },
        calendar: { ...everyDay, openWeekdays: [1, 2, 3, 4, 5], holidayRegion, preferredWeekday: null },
      });
    expect([on(null), on('US-NY'), on('GB-ENG')]).toEqual(['2027-03-29', '2027-03-29', '2027-03-30']);
  });

  it('is the preferred weekday within three days and no further', () => {
    const calendar = { ...everyDay, openWeekdays: [1, 2, 3, 4, 5, 6] as const };
    const prefer = (preferredWeekday: 1 | 2 | 3 | 4 | 5 | 6) => dueOn({ calendar: { ...calendar, preferredWeekday } });
    expect([prefer(4), prefer(5), prefer(2)]).toEqual(['2027-03-25', '2027-03-19', '2027-03-23']);
    expect(dueOn({ session: bases(14), calendar: { ...calendar, preferredWeekday: 5 } })).toBe('2027-03-15');
  });

  it('is not named where the whole window is closed or over: nobody is written to outside two to four weeks', () => {
    expect(dueOn({ notBefore: '2027-03-25' })).toBe('2027-03-25');
    expect(dueOn({ notBefore: '2027-03-30' })).toBe('C TOO_LATE');
    expect(dueOn({ calendar: { ...everyDay, openWeekdays: [], preferredWeekday: null } })).toBe('C TOO_LATE');
  });

  it('comes earlier by the days that the clinic leads, and not before the window', () => {
    expect(dueOn({ leadDays: 3 })).toBe('2027-03-19');
    expect(reasons({ leadDays: 3 })).toEqual(['B BASE 21', 'C LEAD_DAYS -3']);
    expect(dueOn({ leadDays: 7, session: bases(15) })).toBe('2027-03-15');
  });
});

describe('cadence@1: lapsed', () => {
  it('is day 42, or two weeks after a longer interval or pause', () => {
    expect(decide().lapsesOn).toBe('2027-04-12');
    expect(decide({ practitionerInterval: { days: 7 } }).lapsesOn).toBe('2027-04-12');
    expect(decide({ practitionerInterval: { days: 50 } }).lapsesOn).toBe('2027-05-04');
    expect(decide({ clientWish: { kind: 'pause', until: '2027-05-01' } }).lapsesOn).toBe('2027-05-15');
  });
});
