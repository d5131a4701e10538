import { ageText, inOrder, levelName, mayClear } from './words.js';
import type { Flag } from './words.js';

const flag = (flagId: string, level: Flag['level'], raisedAt: string): Flag => ({
  ...{ flagId, level, raisedAt, clientRef: 'ref-1', state: 'open', sessionId: null, cleared: null },
});

describe('a list of flags', () => {
  it('begins with the gravest, and of those with the one that waits longest', () => {
    const flags = [
      flag('r', 'R', '2027-02-01T09:00:00Z'),
      flag('e-new', 'E', '2027-03-01T09:00:00Z'),
      flag('u', 'U', '2027-02-02T09:00:00Z'),
      flag('e-old', 'E', '2027-02-20T09:00:00Z'),
    ];
    expect(inOrder(flags).map(({ flagId }) => flagId)).toEqual(['e-old', 'e-new', 'u', 'r']);
  });

  it('says ages in words', () => {
    const now = '2027-03-01T10:00:00Z';
    expect(ageText('2027-03-01T09:59:30Z', now)).toBe('0 minutes');
    expect(ageText('2027-03-01T09:00:00Z', now)).toBe('1 hour');
    expect(ageText('2027-02-27T09:00:00Z', now)).toBe('2 days');
    expect(ageText('2027-03-02T09:00:00Z', now)).toBe('0 minutes');
  });

  it('is cleared by who may, and names levels in words', () => {
    expect([mayClear({ roles: ['manager'] }), mayClear({ roles: ['practitioner'] })]).toEqual([false, true]);
    expect(levelName('U')).toBe('Urgent');
  });
});
