import { totalsText } from './totals.js';

describe('the totals under the ledger', () => {
  it('name each state that has lines, what needs somebody first', () => {
    const states = [
      { state: 'sent', n: 88 },
      { state: 'unknown', n: 1 },
      { state: 'failed', n: 2 },
    ] as const;
    expect(totalsText({ lines: 91, states })).toBe('91 lines \u00b7 failed 2 \u00b7 unknown 1 \u00b7 sent 88');
  });

  it('say so when there is nothing', () => {
    expect(totalsText({ lines: 0, states: [] })).toBe('0 lines');
  });
});
