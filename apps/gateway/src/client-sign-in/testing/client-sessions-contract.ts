import type { ClientSessions } from '../application/ports.js';
import { aClientSession } from './a-client-session.js';

const at = (time: string): Date => new Date(`2027-05-11T${time}:00Z`);

const describeTyped = (given: () => ClientSessions): void => {
  it('keeps the last of what was typed beside the session, takes it along from the start, and forgets it', async () => {
    const sessions = given();
    const typed = { clientRef: 'mara', path: '/me/day', form: 'd1=headache', at: at('11:00') };
    await sessions.add(aClientSession());
    await sessions.keepTyped('hash-1', { ...typed, form: 'd1=none' });
    await sessions.keepTyped('hash-1', typed);
    await sessions.keepTyped('hash-2', typed);
    await expect(sessions.get('hash-1')).resolves.toEqual(aClientSession({ typed }));
    await sessions.add(aClientSession({ tokenHash: 'hash-3', typed }));
    await expect(sessions.get('hash-3')).resolves.toEqual(aClientSession({ tokenHash: 'hash-3', typed }));
    await sessions.forgetTyped('hash-1');
    await sessions.forgetTyped('hash-2');
    await expect(sessions.get('hash-1')).resolves.toEqual(aClientSession());
    await expect(sessions.get('hash-2')).resolves.toBeUndefined();
  });
};

/** What open pages rely on. `make` gives a store without sessions. */
export const describeClientSessionsContract = (name: string, make: () => Promise<ClientSessions>): void => {
  describe(`the contract of client sessions: ${name}`, () => {
    let sessions: ClientSessions;
    beforeEach(async () => void (sessions = await make()));

    it('gives a session back by its token, and none by another', async () => {
      await sessions.add(aClientSession());
      await expect(sessions.get('hash-1')).resolves.toEqual(aClientSession());
      await expect(sessions.get('hash-2')).resolves.toBeUndefined();
    });

    it('refuses a token twice', async () => {
      await sessions.add(aClientSession());
      await expect(sessions.add(aClientSession({ clientRef: 'eve' }))).rejects.toThrow();
      await expect(sessions.get('hash-1')).resolves.toEqual(aClientSession());
    });

    it('notes when it was seen last, in whatever order that is told', async () => {
      await sessions.add(aClientSession());
      await sessions.noteSeen('hash-1', at('10:20'));
      await sessions.noteSeen('hash-1', at('10:10'));
      await sessions.noteSeen('hash-2', at('10:10'));
      await expect(sessions.get('hash-1')).resolves.toEqual(aClientSession({ seenAt: at('10:20') }));
      await expect(sessions.get('hash-2')).resolves.toBeUndefined();
    });

    it('keeps the first answer to who it is', async () => {
      const { clientRef: _clientRef, ...asked } = aClientSession({ clientRefs: ['mara', 'jon'] });
      await sessions.add(asked);
      await sessions.choose('hash-1', 'jon');
      await sessions.choose('hash-1', 'mara');
      await expect(sessions.get('hash-1')).resolves.toEqual({ ...asked, clientRef: 'jon' });
    });

    it('is gone once removed, and removing it again is harmless', async () => {
      await sessions.add(aClientSession());
      await sessions.remove('hash-1');
      await sessions.remove('hash-1');
      await expect(sessions.get('hash-1')).resolves.toBeUndefined();
    });

    it('forgets what is over at all clinics, and nothing that was used or is kept', async () => {
      await sessions.add(aClientSession());
      await sessions.add(aClientSession({ tokenHash: 'hash-2', clinicId: 'clinic-oak' }));
      await sessions.add(aClientSession({ tokenHash: 'hash-3' }));
      await sessions.add(aClientSession({ tokenHash: 'hash-4', isKept: true }));
      await sessions.noteSeen('hash-3', at('10:01'));
      await sessions.removeEnded(at('10:30'));
      const hashes = ['hash-1', 'hash-2', 'hash-3', 'hash-4'];
      const found = await Promise.all(hashes.map((hash) => sessions.get(hash)));
      expect(found.map((session) => session?.tokenHash)).toEqual([undefined, undefined, 'hash-3', 'hash-4']);
    });

    describe('typed text', () => describeTyped(() => sessions));
  });
};
