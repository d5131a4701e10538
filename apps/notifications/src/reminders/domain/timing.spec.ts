import { isAllowedAt, nextMorning, nominalDue, place } from './timing.js';
import type { AllowedTimes } from './timing.js';

const inZone = (zone: string, changes: Partial<AllowedTimes> = {}): AllowedTimes => ({
  zone,
  hours: { from: '09:00', to: '20:00' },
  closureDays: [],
  holidayRegion: null,
  ...changes,
});
const at = (text: string): Date => new Date(text);

describe('a due time', () => {
  it.each([
    [
      'three days before, over the change to summer time in London',
      3,
      '2027-03-29T09:30:00Z',
      'Europe/London',
      '2027-03-26T10:30:00.000Z',
    ],
    [
      'one day before, over the change to summer time in London',
      1,
      '2027-03-28T09:30:00Z',
      'Europe/London',
      '2027-03-27T10:30:00.000Z',
    ],
    [
      'one day before, over the change in New York',
      1,
      '2027-03-14T14:30:00Z',
      'America/New_York',
      '2027-03-13T15:30:00.000Z',
    ],
    [
      'one day before, over the change to winter time in Sydney',
      1,
      '2027-04-04T00:30:00Z',
      'Australia/Sydney',
      '2027-04-02T23:30:00.000Z',
    ],
  ])('is counted in calendar days: %s', (_title, days, startsAt, visitZone, expected) => {
    expect(nominalDue({ rule: 'days-before', days, startsAt: at(startsAt), visitZone }, visitZone).toISOString()).toBe(
      expected,
    );
  });

  it('that does not exist on the clock becomes the first instant after the gap', () => {
    expect(nominalDue({ rule: 'local', on: '2027-03-28', time: '01:30' }, 'Europe/London').toISOString()).toBe(
      '2027-03-28T01:00:00.000Z',
    );
  });

  it('at ten where the client lives follows the zone', () => {
    const nudge = { rule: 'local', on: '2027-03-15', time: '10:00' } as const;
    expect(nominalDue(nudge, 'Europe/London').toISOString()).toBe('2027-03-15T10:00:00.000Z');
    expect(nominalDue(nudge, 'Australia/Sydney').toISOString()).toBe('2027-03-14T23:00:00.000Z');
  });
});

describe('quiet hours', () => {
  const london = inZone('Europe/London');

  it('begin at 20:00 and end at 09:00', () => {
    expect(
      ['08:59', '09:00', '19:59', '20:00'].map((time) => isAllowedAt(at(`2027-03-15T${time}:00Z`), london, false)),
    ).toEqual([false, true, true, false]);
  });

  it("are the client's, not the clinic's", () => {
    expect(isAllowedAt(at('2027-03-15T10:30:00Z'), inZone('America/New_York'), false)).toBe(false);
  });

  it.each([
    ['early in the morning goes to the evening before', '2027-03-15T07:00:00Z', 0, '2027-03-14T19:30:00.000Z'],
    [
      'late in the evening goes to half past seven of that evening',
      '2027-03-15T21:00:00Z',
      0,
      '2027-03-15T19:30:00.000Z',
    ],
    ['is spread over fifteen minutes', '2027-03-15T07:00:00Z', 29, '2027-03-14T19:44:00.000Z'],
    ['inside the hours stays', '2027-03-15T10:30:00Z', 5, '2027-03-15T10:30:00.000Z'],
  ])('an appointment reminder %s', (_title, due, spread, expected) => {
    expect(place(at(due), london, { move: 'earlier', spread }).dueAt.toISOString()).toBe(expected);
  });

  it('never leave an appointment reminder in the forbidden hours, whatever the zone', () => {
    for (const zone of ['Europe/London', 'America/New_York', 'Australia/Sydney', 'Asia/Kathmandu', 'Pacific/Apia']) {
      for (let hour = 0; hour < 24; hour += 1) {
        const placed = place(new Date(Date.parse('2027-03-27T00:30:00Z') + hour * 3_600_000), inZone(zone), {
          move: 'earlier',
          spread: hour,
        });
        expect(isAllowedAt(placed.dueAt, inZone(zone), false)).toBe(true);
      }
    }
  });

  it.each([
    ['in the morning waits for nine', '2027-03-15T05:00:00Z', '2027-03-15T09:00:00.000Z', 'QUIET_HOURS'],
    ['in the evening waits for the next morning', '2027-03-15T20:00:00Z', '2027-03-16T09:00:00.000Z', 'QUIET_HOURS'],
    ['on Saturday night waits for Monday', '2027-03-13T22:00:00Z', '2027-03-15T09:00:00.000Z', 'QUIET_HOURS'],
    ['on Sunday waits for Monday', '2027-03-14T12:00:00Z', '2027-03-15T09:00:00.000Z', 'CLOSED_DAY'],
    [
      'over the change to summer time waits for nine of the new time',
      '2027-03-27T21:00:00Z',
      '2027-03-29T08:00:00.000Z',
      'QUIET_HOURS',
    ],
  ])('a routine note %s', (_title, due, expected, reason) => {
    expect(place(at(due), london, { move: 'later-on-open-days', spread: 0 })).toEqual({ dueAt: at(expected), reason });
  });

  it('and closure days keep routine notes back, appointments not', () => {
    const closed = inZone('Europe/London', { closureDays: ['2027-03-15', '2027-03-16'] });
    expect(place(at('2027-03-15T10:00:00Z'), closed, { move: 'later-on-open-days', spread: 0 }).dueAt).toEqual(
      at('2027-03-17T09:00:00Z'),
    );
    expect(place(at('2027-03-15T10:00:00Z'), closed, { move: 'later', spread: 0 })).toEqual({
      dueAt: at('2027-03-15T10:00:00Z'),
    });
    expect(nextMorning(at('2027-03-13T23:30:00Z'), closed, true)).toEqual(at('2027-03-17T09:00:00Z'));
  });

  it('and public holidays keep routine notes back over Easter, appointments not', () => {
    const england = inZone('Europe/London', { holidayRegion: 'GB-ENG' });
    const goodFriday = at('2027-03-26T10:00:00Z');
    const routine = { move: 'later-on-open-days', spread: 0 } as const;
    expect(place(goodFriday, england, routine)).toEqual({ dueAt: at('2027-03-27T09:00:00Z'), reason: 'CLOSED_DAY' });
    expect(place(at('2027-03-27T20:30:00Z'), england, routine).dueAt).toEqual(at('2027-03-30T08:00:00Z'));
    expect(place(goodFriday, england, { move: 'later', spread: 0 })).toEqual({ dueAt: goodFriday });
    expect(isAllowedAt(goodFriday, england, true)).toBe(false);
    expect(place(goodFriday, inZone('Europe/London'), routine)).toEqual({ dueAt: goodFriday });
    // Who asks for another day on Maundy Thursday is not asked on Good Friday.
    expect(nextMorning(at('2027-03-25T15:00:00Z'), england, true)).toEqual(at('2027-03-27T09:00:00Z'));
  });
});
