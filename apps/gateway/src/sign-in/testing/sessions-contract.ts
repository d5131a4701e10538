import type { Sessions } from '../application/ports.js';
import type { Session } from '../domain/session.js';

const nine = new Date('2027-03-01T09:00:00Z');
const ten = new Date('2027-03-01T10:00:00Z');
const aSession = (over: Partial<Session> = {}): Session => ({
  tokenHash: 'hash-1',
  clinicId: 'clinic-elm',
  accountId: 'account-ana',
  createdAt: nine,
  seenAt: nine,
  ...over,
});

/** What a signed-in browser relies on. `make` gives a store without sessions. */
export const describeSessionsContract = (name: string, make: () => Promise<Sessions>): void => {
  describe(`the contract of sessions: ${name}`, () => {
    let sessions: Sessions;
    beforeEach(async () => {
      sessions = await make();
    });

    it('gives a session back by its token, and none by another', async () => {
      await sessions.add(aSession());
      await expect(sessions.get('hash-1')).resolves.toEqual(aSession());
      await expect(sessions.get('hash-2')).resolves.toBeUndefined();
    });

    it('refuses a token twice', async () => {
      await sessions.add(aSession());
      await expect(sessions.add(aSession({ accountId: 'account-jo' }))).rejects.toThrow();
      await expect(sessions.get('hash-1')).resolves.toEqual(aSession());
    });

    it('notes when it was seen last, in whatever order that is told', async () => {
      await sessions.add(aSession());
      await sessions.noteSeen('hash-1', ten);
      await sessions.noteSeen('hash-1', nine);
      await expect(sessions.get('hash-1')).resolves.toEqual(aSession({ seenAt: ten }));
    });

    it('is not made by being seen', async () => {
      await sessions.noteSeen('hash-1', ten);
      await expect(sessions.get('hash-1')).resolves.toBeUndefined();
    });

    it('is gone once removed, and removing it again is harmless', async () => {
      await sessions.add(aSession());
      await sessions.remove('hash-1');
      await sessions.remove('hash-1');
      await expect(sessions.get('hash-1')).resolves.toBeUndefined();
    });

    it('forgets those of all clinics that were last seen then or earlier, and no other', async () => {
      await sessions.add(aSession());
      await sessions.add(aSession({ tokenHash: 'hash-2', clinicId: 'clinic-oak' }));
      await sessions.add(aSession({ tokenHash: 'hash-3', seenAt: ten }));
      await sessions.removeUnseenSince(nine);
      const found = await Promise.all(['hash-1', 'hash-2', 'hash-3'].map((hash) => sessions.get(hash)));
      expect(found.map((session) => session?.tokenHash)).toEqual([undefined, undefined, 'hash-3']);
    });
  });
};
