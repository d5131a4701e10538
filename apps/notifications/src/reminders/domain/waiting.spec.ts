import { aNudge, aReminder } from '../testing/a-reminder.js';
import { duringOutage, mostUrgentFirst, waitsSince } from './waiting.js';

const now = new Date('2027-03-15T13:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const waitingSince = (at: Date) => ({
  reason: 'PROVIDER_DOWN',
  history: [
    { at: minutes(-999), to: 'planned' as const, reason: 'QUIET_HOURS' },
    { at, to: 'planned' as const, reason: 'PROVIDER_DOWN' },
    { at: minutes(-2), to: 'sending' as const },
  ],
});
const during = (row = aReminder(), hasOtherWay = true, until = minutes(1)) =>
  duringOutage(row, { now, until, hasOtherWay });

describe('a message whose provider takes nothing', () => {
  it('waits for it', () => {
    expect(during()).toEqual({ until: minutes(1) });
    expect(during(aReminder(waitingSince(minutes(-119))))).toEqual({ until: minutes(1) });
  });

  it('goes another way after two hours, if it is about a visit and there is one', () => {
    const long = aReminder(waitingSince(minutes(-120)));
    expect(during(long)).toBe('other-way');
    expect(during(long, false)).toEqual({ until: minutes(10) });
    expect(during({ ...long, cause: 'OTHER_CHANNEL' })).toEqual({ until: minutes(10) });
    expect(during(aNudge(waitingSince(minutes(-120))))).toEqual({ until: minutes(10) });
  });

  it('goes another way while that is still of use', () => {
    expect(during(aReminder({ notAfter: minutes(30) }))).toBe('other-way');
    expect(during(aReminder({ notAfter: minutes(29) }))).toEqual({ until: minutes(1) });
  });

  it('comes up at the end of its use, to be dropped', () => {
    expect(during(aReminder({ notAfter: minutes(5) }), true, minutes(15))).toEqual({ until: minutes(5) });
  });

  it('has waited since it was told so first, not since its last try', () => {
    expect(waitsSince(aReminder(waitingSince(minutes(-50))), 'PROVIDER_DOWN')).toEqual(minutes(-50));
    expect(waitsSince(aReminder(waitingSince(minutes(-50))), 'ALLOWANCE')).toBeUndefined();
    expect(waitsSince(aReminder(), 'PROVIDER_DOWN')).toBeUndefined();
  });
});

describe('the most urgent', () => {
  it('are asked for, about a visit, about a form, a note, in this order, and of each what ends first', () => {
    const rows = [
      aNudge({ id: 'nudge', notAfter: minutes(1) }),
      aReminder({ id: 'form', family: 'survey', notAfter: minutes(1) }),
      aReminder({ id: 'tomorrow', notAfter: minutes(999) }),
      aReminder({ id: 'today', notAfter: minutes(9) }),
      aReminder({ id: 'answer', family: 'reply' }),
    ];
    expect(mostUrgentFirst(rows).map(({ id }) => id)).toEqual(['answer', 'today', 'tomorrow', 'form', 'nudge']);
  });
});
