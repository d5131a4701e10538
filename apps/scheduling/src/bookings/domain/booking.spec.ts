import { AppError } from '@aftercare/kernel';
import { aBooking } from '../testing/a-booking.js';
import { cancel, close, move, presumeAt } from './booking.js';
import { datesOf, clashProblems, daysOf, hold, release } from './day-book.js';
import { disputeSession, recordSession } from './session.js';
import { checkTerms, shortestMinutes } from './terms-check.js';
import type { HouseRules } from './terms-check.js';

/** The code of the refusal, or `none`. */
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'none';
};
const at = (text: string): Date => new Date(text);
const before = at('2027-03-07T00:00:00Z');
const after = at('2027-03-08T12:00:00Z');
const to = {
  startsAt: at('2027-03-09T10:00:00Z'),
  endsAt: at('2027-03-09T11:00:00Z'),
  practitionerId: 'p',
  room: null,
  timeZone: 'Europe/London',
  overlapReason: null,
};

describe('a booking', () => {
  it('counts every move and the cancel', () => {
    const moved = move(aBooking(), to, before);
    expect(moved.sequence).toBe(1);
    expect(cancel(moved, { origin: 'desk', reason: null }, before)).toMatchObject({ state: 'cancelled', sequence: 2 });
  });

  it('is still expected by who said so when it only gets another room or length, and not at another time', () => {
    const expected = { ...aBooking(), expectedSince: before };
    const { startsAt } = expected;
    expect(move(expected, { ...to, startsAt, room: 'Two' }, before)).toMatchObject({
      expectedSince: before,
      sequence: 1,
    });
    expect(move(expected, to, before)).not.toHaveProperty('expectedSince');
  });

  it('is not moved or cancelled once it has begun, is over or is cancelled', () => {
    const by = { origin: 'desk', reason: null } as const;
    expect(codeOf(() => cancel(aBooking(), by, after))).toBe('BOOKING_STARTED');
    expect(codeOf(() => move(close(aBooking(), 'completed', after), to, after))).toBe('BOOKING_OVER');
    expect(codeOf(() => move(cancel(aBooking(), by, before), to, before))).toBe('BOOKING_CANCELLED');
    expect(codeOf(() => close(aBooking(), 'missed', before))).toBe('SESSION_NOT_STARTED');
  });

  it('is presumed three hours after its end, unless it was recorded or is history', () => {
    expect(presumeAt(aBooking())).toEqual(at('2027-03-08T14:00:00Z'));
    expect(presumeAt(close(aBooking(), 'missed', after))).toBeUndefined();
    expect(presumeAt(aBooking({ history: true }))).toBeUndefined();
  });
});

describe('what became of it', () => {
  const record = (record: 'completed' | 'presumed' | 'missed', techniques?: readonly string[]) => ({
    record,
    details: { techniques },
    at: after,
  });

  it('says each change once, and a completion as itself after a presumption or a miss', () => {
    const presumed = recordSession(undefined, aBooking(), record('presumed'));
    const completed = recordSession(presumed.session, aBooking(), record('completed', ['deep-tissue']));
    const again = recordSession(completed.session, aBooking(), record('completed'));
    const missed = recordSession(again.session, aBooking(), record('missed'));
    const after = recordSession(missed.session, aBooking(), record('completed'));
    expect([presumed, completed, again, missed, after].map(({ fact }) => fact)).toEqual([
      'presumed',
      'completed',
      undefined,
      'corrected',
      'completed',
    ]);
    expect(after.session.techniques).toEqual(['deep-tissue']);
    expect(recordSession(undefined, aBooking(), record('missed')).fact).toBe('missed');
  });

  it('never lets a presumption override what a person said, and says nothing about history', () => {
    const completed = recordSession(undefined, aBooking(), record('completed')).session;
    expect(recordSession(completed, aBooking(), record('presumed'))).toEqual({ session: completed, fact: undefined });
    expect(recordSession(undefined, aBooking({ history: true }), record('completed')).fact).toBeUndefined();
  });

  it("takes a client's word against a presumption, not against a practitioner's record", () => {
    const presumed = recordSession(undefined, aBooking(), record('presumed')).session;
    const disputed = disputeSession(presumed, after);
    expect(disputed).toMatchObject({ fact: 'corrected', session: { record: 'missed' } });
    expect(disputeSession(disputed.session, after).fact).toBeUndefined();
    const completed = recordSession(undefined, aBooking(), record('completed')).session;
    expect(disputeSession(completed, after)).toMatchObject({
      fact: undefined,
      session: { record: 'completed', disputedAt: after },
    });
  });
});

describe('the day of a practitioner or room', () => {
  const book = { ...daysOf(aBooking({ room: 'blue' }))[0], holds: [] } as Parameters<typeof hold>[0];
  const held = (bookingId: string, from: string, until: string) => ({
    bookingId,
    startsAt: at(`2027-03-08T${from}:00Z`),
    endsAt: at(`2027-03-08T${until}:00Z`),
  });

  it('takes neighbours and refuses overlaps by the field that is taken', () => {
    const day = hold(book, held('a', '10:00', '11:00'));
    expect(clashProblems([day], held('b', '11:00', '12:00'))).toEqual([]);
    expect(clashProblems([day], held('b', '10:59', '12:00'))).toMatchObject([{ field: 'practitionerId' }]);
    expect(clashProblems([{ ...day, kind: 'room' }], held('b', '09:30', '10:30'))).toMatchObject([{ field: 'room' }]);
    expect(clashProblems([day], held('a', '10:30', '11:30'))).toEqual([]);
    expect(release(day, 'a').holds).toEqual([]);
  });

  it('is the local day of the clinic, and both days across midnight', () => {
    const span = { startsAt: at('2027-03-08T23:30:00Z'), endsAt: at('2027-03-09T00:30:00Z') };
    expect(datesOf(span, 'Europe/London')).toEqual(['2027-03-08', '2027-03-09']);
    expect(datesOf(span, 'Australia/Sydney')).toEqual(['2027-03-09']);
  });
});

describe('the terms of a visit', () => {
  const rules: HouseRules = {
    zone: 'Europe/London',
    openingHours: [{ weekday: 1, from: '09:00', to: '17:00' }],
    closureDays: ['2027-03-15'],
    rooms: ['blue'],
    techniques: [
      { code: 'swedish', minMinutes: 60, requires: null, archived: false },
      { code: 'trigger-point', minMinutes: 30, requires: 'trigger-point', archived: false },
      { code: 'old', minMinutes: 30, requires: null, archived: true },
    ],
    practitioner: { active: true, competencies: [] },
    longestMinutes: 120,
  };
  const check = (change: object, house: Partial<HouseRules> = {}) => {
    const visit = {
      techniques: ['swedish'],
      room: null,
      startsAt: at('2027-03-08T10:00:00Z'),
      endsAt: at('2027-03-08T11:00:00Z'),
      ...change,
    };
    return () => checkTerms(visit, { ...rules, ...house }, before);
  };

  it('fits when everything fits', () => {
    const trained = { practitioner: { active: true, competencies: ['trigger-point'] } };
    expect(codeOf(check({}))).toBe('none');
    expect(codeOf(check({ techniques: ['trigger-point'] }, trained))).toBe('none');
    expect(shortestMinutes(['trigger-point', 'swedish'], rules)).toBe(60);
  });

  it.each([
    ['NOT_TRAINED', { techniques: ['trigger-point'] }],
    ['UNKNOWN_TECHNIQUE', { techniques: ['old'] }],
    ['UNKNOWN_ROOM', { room: 'red' }],
    ['TOO_SHORT', { endsAt: at('2027-03-08T10:45:00Z') }],
    ['TOO_LONG', { endsAt: at('2027-03-08T12:01:00Z') }],
    ['CLINIC_CLOSED', { startsAt: at('2027-03-08T16:30:00Z'), endsAt: at('2027-03-08T17:30:00Z') }],
    ['CLINIC_CLOSED', { startsAt: at('2027-03-15T10:00:00Z'), endsAt: at('2027-03-15T11:00:00Z') }],
    ['IN_THE_PAST', { startsAt: at('2027-03-01T10:00:00Z'), endsAt: at('2027-03-01T11:00:00Z') }],
  ])('names what does not: %s', (code, change) => {
    expect(codeOf(check(change))).toBe(code);
  });

  it('needs a practitioner who takes visits', () => {
    expect(codeOf(check({}, { practitioner: { active: false, competencies: [] } }))).toBe('PRACTITIONER_INACTIVE');
  });
});
