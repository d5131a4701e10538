import { aClientSession } from '../testing/a-client-session.js';
import { chosen, isAlive, isWorthNoting, opened } from './client-session.js';

const at = (time: string): Date => new Date(`2027-05-11T${time}:00Z`);

describe('open personal pages', () => {
  it('close after 30 minutes without a request', () => {
    const session = aClientSession({ seenAt: at('12:00') });
    expect([isAlive(session, at('12:29')), isAlive(session, at('12:30'))]).toEqual([true, false]);
  });

  it('stay open for 90 days in all when the client chose so', () => {
    const session = aClientSession({ isKept: true });
    expect(isAlive(session, new Date('2027-08-09T09:59:00Z'))).toBe(true);
    expect(isAlive({ ...session, seenAt: new Date('2027-08-09T09:59:00Z') }, new Date('2027-08-09T10:00:00Z'))).toBe(
      false,
    );
  });

  it('note once a minute that they are in use', () => {
    expect(isWorthNoting(aClientSession(), new Date('2027-05-11T10:00:59Z'))).toBe(false);
    expect(isWorthNoting(aClientSession(), at('10:01'))).toBe(true);
  });
});

describe('who it is', () => {
  const { clientRef: _clientRef, ...session } = aClientSession({ clientRefs: ['mara', 'jon'] });

  it('is clear when one client has the address', () => {
    expect(opened({ ...session, clientRefs: ['mara'] }).clientRef).toBe('mara');
  });

  it('is asked when several have it, and can be answered once', () => {
    const asked = opened(session);
    expect(asked.clientRef).toBeUndefined();
    const jon = chosen(asked, 'jon');
    expect(jon?.clientRef).toBe('jon');
    expect(jon === undefined ? undefined : chosen(jon, 'mara')).toBeUndefined();
  });

  it('is never somebody else', () => {
    expect(chosen(opened(session), 'eve')).toBeUndefined();
  });
});
