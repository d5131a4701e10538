import type { ClientSession } from '../domain/client-session.js';

export const aClientSession = (over: Partial<ClientSession> = {}): ClientSession => ({
  tokenHash: 'hash-1',
  clinicId: 'clinic-elm',
  clientRefs: ['mara'],
  clientRef: 'mara',
  isKept: false,
  returnTo: '/me',
  createdAt: new Date('2027-05-11T10:00:00Z'),
  seenAt: new Date('2027-05-11T10:00:00Z'),
  ...over,
});
