import { csrfTokenOf, endsAt, isAlive, isWorthNoting } from './session.js';
import type { Session } from './session.js';

const rules = { idleMs: 8 * 3_600_000, lifeMs: 168 * 3_600_000 };
const aSession = (over: Partial<Session> = {}): Session => ({
  tokenHash: 'hash',
  clinicId: 'clinic-elm',
  accountId: 'account-ana',
  createdAt: new Date('2027-03-01T09:00:00Z'),
  seenAt: new Date('2027-03-01T09:00:00Z'),
  ...over,
});

describe('a session', () => {
  it('lives while it is used', () => {
    expect(isAlive(aSession(), new Date('2027-03-01T16:59:59Z'), rules)).toBe(true);
  });

  it('ends after the idle time', () => {
    expect(isAlive(aSession(), new Date('2027-03-01T17:00:00Z'), rules)).toBe(false);
  });

  it('ends after its whole life, however busy it is', () => {
    const busy = aSession({ seenAt: new Date('2027-03-08T08:59:00Z') });
    expect(endsAt(busy, rules)).toEqual(new Date('2027-03-08T09:00:00Z'));
  });

  it('is noted as used at most once a minute', () => {
    expect(isWorthNoting(aSession(), new Date('2027-03-01T09:00:59Z'))).toBe(false);
    expect(isWorthNoting(aSession(), new Date('2027-03-01T09:01:00Z'))).toBe(true);
  });

  it('has a request token that does not tell its own token', () => {
    expect(csrfTokenOf('secret')).not.toContain('secret');
    expect(csrfTokenOf('secret')).not.toBe(csrfTokenOf('other'));
  });
});
