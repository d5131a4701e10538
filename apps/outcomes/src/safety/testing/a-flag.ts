import type { Flag } from '../application/ports.js';

export const noon = new Date('2027-05-12T12:00:00Z');

export const hour = (hours: number): Date => new Date(noon.getTime() + hours * 3_600_000);

/** Open, raised at noon in London's summer, and with nobody. */
export const aFlag = (over: Partial<Flag> = {}): Flag => ({
  id: 'flag-1',
  clinicId: 'elm',
  clientRef: 'client-1',
  surveyId: 'survey-1',
  sessionId: 'session-1',
  level: 'U',
  zone: 'Europe/London',
  state: 'open',
  raisedAt: noon,
  sealed: 'sealed',
  assignment: { kind: 'nobody' },
  calls: [],
  seenByDoctor: undefined,
  patience: { kind: 'endless' },
  cleared: undefined,
  ...over,
});

export const cleared = { state: 'cleared', cleared: { at: noon, by: 'account-ana', reason: 'called' } } as const;
