import { unreachableBy, UNHEARD, withBadAddress, withConsent, withNewRecord } from './reach.js';
import type { Reach } from './reach.js';

const day = (of: number): Date => new Date(Date.UTC(2027, 2, of));
const granted = withConsent(UNHEARD, 'email', { granted: true, at: day(1) });
const withdrawn = (reach: Reach, of: number) => withConsent(reach, 'email', { granted: false, at: day(of) });

describe('rule H2, as far as it was heard', () => {
  it('holds where consent was withdrawn, and not where nothing was heard: then the sender decides', () => {
    expect([UNHEARD, granted, withdrawn(granted, 2)].map(unreachableBy)).toEqual([null, null, 'NO_CONSENT']);
  });

  it('does not hold while the other channel is agreed to', () => {
    const both = withConsent(granted, 'sms', { granted: true, at: day(1) });
    expect(unreachableBy(withdrawn(both, 2))).toBeNull();
  });

  it('goes by the later word, whatever order they come in', () => {
    const late = withConsent(withdrawn(UNHEARD, 2), 'email', { granted: true, at: day(1) });
    expect(unreachableBy(late)).toBe('NO_CONSENT');
    expect(unreachableBy(withConsent(late, 'email', { granted: true, at: day(3) }))).toBeNull();
  });

  it('holds where every agreed address is bad, until the record is changed', () => {
    const bad = withBadAddress(granted, 'email', day(5));
    expect(unreachableBy(bad)).toBe('CONTACT_BAD');
    expect(unreachableBy(withConsent(bad, 'sms', { granted: true, at: day(5) }))).toBeNull();
    expect(unreachableBy(withNewRecord(bad, day(4)))).toBe('CONTACT_BAD');
    expect(unreachableBy(withNewRecord(bad, day(6)))).toBeNull();
  });
});
