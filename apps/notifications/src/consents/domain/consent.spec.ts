import { grantedIn, withChoices } from './consent.js';
import type { Consent } from './consent.js';

const none: Consent<string> = { clientRef: 'client-1', entries: [], history: [] };
const by = (at: string) => ({ at: new Date(at), evidence: 'form 7' });

describe('consent', () => {
  it('is there for visits by default and for nothing else', () => {
    expect(grantedIn([], { channel: 'sms', purpose: 'appointment' })).toBe(true);
    expect(grantedIn([], { channel: 'email', purpose: 'survey' })).toBe(false);
    expect(grantedIn([], { channel: 'email', purpose: 'follow-up' })).toBe(false);
  });

  it('keeps every change with its evidence and tells only what differs', () => {
    const given = withChoices(
      none,
      [
        { channel: 'email', purpose: 'survey', granted: true },
        { channel: 'email', purpose: 'appointment', granted: true },
      ],
      by('2027-03-01T08:00:00Z'),
    );
    expect(given.changes).toEqual([{ channel: 'email', purpose: 'survey', granted: true }]);
    const taken = withChoices(
      given.consent,
      [{ channel: 'email', purpose: 'survey', granted: false }],
      by('2027-03-02T08:00:00Z'),
    );
    expect(taken.consent.history.map(({ granted, evidence }) => `${granted} ${evidence}`)).toEqual([
      'true form 7',
      'true form 7',
      'false form 7',
    ]);
    expect(grantedIn(taken.consent.entries, { channel: 'email', purpose: 'survey' })).toBe(false);
  });

  it('repeated is no change at all', () => {
    const given = withChoices(
      none,
      [{ channel: 'sms', purpose: 'survey', granted: true }],
      by('2027-03-01T08:00:00Z'),
    ).consent;
    expect(
      withChoices(given, [{ channel: 'sms', purpose: 'survey', granted: true }], by('2027-03-02T08:00:00Z')),
    ).toEqual({ consent: given, changes: [] });
  });
});
