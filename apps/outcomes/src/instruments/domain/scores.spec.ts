import { levelOfAnswers, notesFor } from './advice.js';
import { isUsable, rate28, scoreFollowUp, scoreIntake, scorePostSession } from './scores.js';

describe('scores', () => {
  it('tell zero days from an unanswered question', () => {
    expect(scoreIntake({ a3: 0 })).toMatchObject({ headacheDays: 0, migraineDays: 0, burdenDays: 0 });
    expect(isUsable(scoreIntake({ a3: 0 }))).toBe(true);
    expect(scoreIntake({})).toMatchObject({ headacheDays: undefined, migraineDays: undefined });
    expect(isUsable(scoreIntake({}))).toBe(false);
    expect(isUsable(scoreIntake({ a3: 5 }))).toBe(false);
  });

  it('keep count and window apart and scale only for showing', () => {
    expect(scoreFollowUp({ f1: 6, f2: 3, f3: 4 }, 21)).toMatchObject({ migraineDays: 3, windowDays: 21 });
    expect(rate28(3, 21)).toBe(4);
    expect(rate28(5, 19)).toBe(7.4);
  });

  it('measure no window of under two weeks', () => {
    expect(isUsable(scoreFollowUp({ f1: 0 }, 13))).toBe(false);
    expect(isUsable(scoreFollowUp({ f1: 0 }, 14))).toBe(true);
  });

  it('count an unwanted effect only when it was put down to the visit', () => {
    expect(scorePostSession({ ps3: 'yes', ps3b: 7, ps3c: 'over-36h' }).unwanted).toEqual({
      any: true,
      worst: 7,
      lasting: true,
    });
    expect(scorePostSession({ ps3: 'not-sure' }).unwanted?.any).toBe(false);
    expect(scorePostSession({ ps1: 'no' }).unwanted).toBeUndefined();
  });

  it('compare tension with the check-in only where there was one', () => {
    expect(scorePostSession({ ps4: 3 }, 6).deltaTension).toBe(-3);
    expect(scorePostSession({ ps4: 3 }).deltaTension).toBeUndefined();
  });

  it('turn seven steps into +3 to -3', () => {
    expect(scoreFollowUp({ f10: 'very-much-better' }, 21).globalChange).toBe(3);
    expect(scoreFollowUp({ f10: 'very-much-worse' }, 21).globalChange).toBe(-3);
  });
});

describe('what answers raise on their own', () => {
  it('is a talk today for a severe effect that is still there after 36 hours', () => {
    expect(levelOfAnswers({ ps3b: 7, ps3c: 'still-there' }, 40)).toBe('U');
    expect(levelOfAnswers({ ps3b: 7, ps3c: 'still-there' }, 30)).toBeUndefined();
    expect(levelOfAnswers({ ps3b: 6, ps3c: 'over-36h' }, 80)).toBeUndefined();
  });

  it('is a talk before the next visit for anything in the health check', () => {
    expect(levelOfAnswers({ a26: ['heart'] }, 0)).toBe('R');
    expect(levelOfAnswers({ a26: ['none'] }, 0)).toBeUndefined();
  });

  it('is a neutral sentence for many medicine or headache days', () => {
    expect(notesFor({ f1: 12, f6: 12, f6a: 8 }, 21)).toHaveLength(2);
    expect(notesFor({ f1: 3, f6: 3 }, 21)).toEqual([]);
    expect(notesFor({}, 21)).toEqual([]);
  });
});
