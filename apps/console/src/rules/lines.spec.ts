import { changesBetween, linesOf, sameRules, stateText } from './lines.js';
import { SETTINGS, SHIPPED } from './testing/rules.js';

describe('rules in words', () => {
  it('say the hours of the settings where the clinic has none of its own', () => {
    expect(linesOf(SHIPPED, SETTINGS)[0]?.says).toBe("09:00 to 20:00, as the clinic's settings say");
    const own = { ...SHIPPED, hours: { from: '10:00', to: '18:00' } };
    expect(linesOf(own, SETTINGS)[0]?.says).toContain('10:00 to 18:00');
  });

  it('say of a step that is off nothing but that', () => {
    const off = { ...SHIPPED, followUps: { secondNote: { on: false, afterDays: 5 } } };
    expect(linesOf(off, SETTINGS)).toContainEqual({ about: 'Second note about the next visit', says: 'off' });
  });

  it('tell only what differs between two of them', () => {
    const other = {
      ...SHIPPED,
      appointments: { ...SHIPPED.appointments, early: { on: true, days: 5 } },
      surveys: { laterHours: 1, reminder: { on: true, afterHours: 48 } },
    };
    expect(changesBetween(SHIPPED, other, SETTINGS)).toEqual([
      { about: 'First reminder of a visit', from: '3 days before', to: '5 days before' },
      { about: 'Form after a visit', from: 'when the form itself says', to: '1 hour later than the form itself says' },
      {
        about: 'Second note about a form',
        from: 'when the form itself says, to those who have not answered',
        to: '48 hours after the first, to those who have not answered',
      },
    ]);
    expect(changesBetween(SHIPPED, SHIPPED, SETTINGS)).toEqual([]);
  });

  it('are the same in whatever order their fields come', () => {
    const { caps, ...rest } = SHIPPED;
    expect(sameRules(SHIPPED, { caps, ...rest })).toBe(true);
    expect(sameRules(SHIPPED, { ...rest, caps: { perWeek: 2 } })).toBe(false);
  });
});

describe('a message before and after', () => {
  it('has its time while it waits, and else what became of it', () => {
    const at = { dueAt: 'x', dueLocal: '2027-05-28T10:00' };
    expect(stateText({ ...at, state: 'planned' })).toBe('Fri 28 May 10:00');
    expect(stateText({ ...at, state: 'held' })).toBe('held, Fri 28 May 10:00');
    expect(stateText({ ...at, state: 'withdrawn' })).toBe('withdrawn');
    expect(stateText(null)).toBe('not planned');
  });
});
