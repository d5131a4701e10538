import { balanceTexts, comparisonText, countTicks, headingOf, progressTexts, totalsOf, waysOf } from './figures.js';

const none = { sms: 0, email: 0, none: 0 };
const before = {
  ...{ messages: 224, people: 118, smsParts: 96, mostOnOneDay: 9 },
  families: { appointment: { ...none, sms: 96 }, survey: { ...none, email: 120 }, 'follow-up': { ...none, none: 8 } },
};
const after = {
  ...{ messages: 112, people: 118, smsParts: 48, mostOnOneDay: 5 },
  families: { appointment: { ...none, sms: 48 }, survey: { ...none, email: 64 }, 'follow-up': none },
};

const replanning = {
  ...{ version: 7, at: 'x', counts: { moved: 112, withdrawn: 106, added: 0 }, lateRows: 0 },
  ...{ of: 'rules' as const, phase: 'done' as const, digest: '218-abc', foreseen: '218-abc' },
};

describe('what a draft comes to', () => {
  it('is said before and after, and as one number where it is the same', () => {
    expect(totalsOf({ total: { before, after }, beyond: { before: 3, after: 9 } })).toEqual([
      ['Messages', '224 before, 112 after'],
      ['People', '118 as before'],
      ['Parts of texts', '96 before, 48 after'],
      ['Most on one day', '9 before, 5 after'],
      ['Planned after these weeks', '3 before, 9 after'],
    ]);
  });

  it('adds up in words on both sides, without what is none', () => {
    const balance = { before: 224, unchanged: 0, moved: 112, withdrawn: 106, movedBeyond: 6 };
    expect(balanceTexts({ ...balance, movedIn: 0, added: 0, after: 112 })).toEqual([
      '224 before = 112 at another time + 106 withdrawn + 6 moved beyond these weeks',
      '112 after = 112 at another time',
    ]);
    const nothing = { before: 0, unchanged: 0, moved: 0, withdrawn: 0, movedBeyond: 0 };
    expect(balanceTexts({ ...nothing, movedIn: 0, added: 0, after: 0 })[0]).toBe('0 before = none');
  });

  it('says by which way, and what nobody would get', () => {
    expect(waysOf({ total: { before, after } }).map(({ by }) => by)).toEqual([
      'SMS',
      'email',
      'no way is open: nobody gets these',
    ]);
  });
});

describe('the axis of counts', () => {
  it.each([[[0]], [[1, 3]], [[22, 6]], [[99]], [[2500, 10_001]]])('begins at zero and holds %j', (counts) => {
    const ticks = countTicks(counts);
    expect(ticks[0]).toBe(0);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...counts));
    expect(ticks.every(Number.isInteger)).toBe(true);
  });
});

describe('what a change did', () => {
  it('is called what the preview showed only where both digests are the same', () => {
    expect(comparisonText(replanning)).toContain('message by message, what the preview showed: 218 messages');
    expect(comparisonText({ ...replanning, digest: '217-abd' })).toContain('it showed 218 messages, and 217 changed');
    expect(comparisonText({ ...replanning, digest: '218-abd' })).toContain('some are others');
    expect(comparisonText({ ...replanning, foreseen: null })).toContain('nothing is compared');
  });

  it('is compared only once everything was gone through', () => {
    const running = progressTexts({ ...replanning, phase: 'running', digest: '90-1' });
    expect(running).toEqual([
      'Planned messages are being planned again. So far: 112 at another time, 106 withdrawn, 0 new.',
    ]);
    expect(progressTexts({ ...replanning, phase: 'late' }).join(' ')).toContain('gone through once more');
    expect(progressTexts(replanning).at(-1)).toBe('It is finished.');
    expect(progressTexts({ ...replanning, lateRows: 1 }).at(-1)).toContain('1 more message');
  });

  it('is compared with nothing where the clinic changed its own hours or days, which no preview shows', () => {
    const settings = { ...replanning, of: 'settings' as const, foreseen: null };
    expect(headingOf(settings)).toBe("What the clinic's new hours or days changed");
    expect(progressTexts(settings)).toEqual([
      'Every planned message was gone through: 112 at another time, 106 withdrawn, 0 new.',
      'It is finished.',
    ]);
  });
});
