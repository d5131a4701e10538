import { FixedClock, SilentActivity } from '@aftercare/kernel';
import { InMemoryAccounts, anAccount } from '../../accounts/testing/in-memory-accounts.js';
import { InMemoryAuditLog } from '../../audit/testing/in-memory-audit-log.js';
import { InMemorySessions, InMemorySignInLinks, InMemoryTryCounter, MailOutbox } from '../testing/in-memory-sign-in.js';
import { Background } from './background.js';
import { CurrentSession, requireRole } from './current-session.js';
import { LockOut } from './lock-out.js';
import { SignInSettings } from './ports.js';
import { MailSignInLink, RequestSignInLink } from './request-sign-in-link.js';
import { SignIn } from './sign-in.js';
import { SweepSignIns } from './sweep-sign-ins.js';

const HOUR_MS = 3_600_000;

const setUp = async () => {
  const clock = new FixedClock(new Date('2027-03-01T09:00:00Z'));
  const [accounts, links, sessions, tries, mail] = [
    new InMemoryAccounts(),
    new InMemorySignInLinks(),
    new InMemorySessions(),
    new InMemoryTryCounter(),
    new MailOutbox(),
  ];
  await accounts.addOrFind(anAccount());
  const settings = new SignInSettings('https://elm.example', { idleMs: 8 * HOUR_MS, lifeMs: 168 * HOUR_MS });
  const audit = new InMemoryAuditLog(clock);
  const lockOut = new LockOut(tries, clock);
  const background = new Background(new SilentActivity());
  const request = new RequestSignInLink(
    accounts,
    new MailSignInLink(links, mail, settings, clock),
    lockOut,
    background,
  );
  const linkFor = async (email: string): Promise<string> => {
    await request.execute(email);
    await background.idle();
    return mail.lastToken();
  };
  return {
    clock,
    links,
    sessions,
    mail,
    audit,
    linkFor,
    later: (ms: number) => clock.set(new Date(clock.now().getTime() + ms)),
    signIn: new SignIn(links, sessions, lockOut, audit, clock),
    current: new CurrentSession(sessions, accounts, settings, audit, clock),
    sweep: new SweepSignIns(links, sessions, tries, settings),
  };
};

describe('signing in by an emailed link', () => {
  it('signs in with the token of the link', async () => {
    const { linkFor, signIn, current } = await setUp();
    const session = await signIn.execute(await linkFor('Ana@example.org'), '192.0.2.1');
    await expect(current.of(session)).resolves.toMatchObject({
      account: { accountId: 'account-ana', clinicId: 'clinic-elm' },
    });
  });

  it('takes a link once', async () => {
    const { linkFor, signIn } = await setUp();
    const token = await linkFor('ana@example.org');
    await signIn.execute(token, '192.0.2.1');
    await expect(signIn.execute(token, '192.0.2.1')).rejects.toMatchObject({ code: 'SIGN_IN_LINK_ENDED' });
  });

  it('refuses a link after 15 minutes', async () => {
    const { linkFor, signIn, later } = await setUp();
    const token = await linkFor('ana@example.org');
    later(15 * 60_000);
    await expect(signIn.execute(token, '192.0.2.1')).rejects.toMatchObject({ code: 'SIGN_IN_LINK_ENDED' });
  });

  it('sends nothing to an unknown address, without saying so', async () => {
    const { linkFor, mail } = await setUp();
    await expect(linkFor('nobody@example.org')).resolves.toBe('');
    expect(mail.sent).toEqual([]);
  });

  it('keeps the token out of every store and out of the path', async () => {
    const { linkFor, mail, links, sessions, signIn } = await setUp();
    const token = await linkFor('ana@example.org');
    const session = await signIn.execute(token, '192.0.2.1');
    expect(mail.sent[0]?.text).toContain(`https://elm.example/console/sign-in/confirm#${token}`);
    expect(JSON.stringify([...links.links, ...sessions.sessions])).not.toContain(token);
    expect(JSON.stringify([...sessions.sessions])).not.toContain(session);
  });

  it('locks an address out after ten wishes, known or not, and names the time it ends', async () => {
    const { linkFor } = await setUp();
    for (const email of ['ana@example.org', 'nobody@example.org']) {
      for (let tries = 0; tries < 10; tries += 1) await linkFor(email);
      await expect(linkFor(email)).rejects.toThrow('2027-03-01T09:15:00.000Z');
    }
  });

  it('locks a sender out after ten wrong tokens, and hears it again when the time is over', async () => {
    const { linkFor, signIn, later } = await setUp();
    for (let tries = 0; tries < 10; tries += 1) await signIn.execute('wrong', '192.0.2.1').catch(() => undefined);
    const token = await linkFor('ana@example.org');
    await expect(signIn.execute(token, '192.0.2.1')).rejects.toMatchObject({ code: 'TOO_MANY_TRIES' });
    await expect(signIn.execute(token, '192.0.2.2')).resolves.toBeDefined();
    later(15 * 60_000);
    await expect(signIn.execute(await linkFor('ana@example.org'), '192.0.2.1')).resolves.toBeDefined();
  });

  it('writes down sign-ins, refusals and sign-outs', async () => {
    const { linkFor, signIn, current, audit } = await setUp();
    const session = await signIn.execute(await linkFor('ana@example.org'), '192.0.2.1');
    await signIn.execute('wrong', '192.0.2.1').catch(() => undefined);
    await current.end(session);
    expect(audit.entries.map((entry) => entry.action)).toEqual(['sign-in', 'sign-in-refused', 'sign-out']);
  });
});

describe('a signed-in browser', () => {
  it('stays signed in while it is used and is signed out after the idle time', async () => {
    const { linkFor, signIn, current, later } = await setUp();
    const session = await signIn.execute(await linkFor('ana@example.org'), '192.0.2.1');
    later(7 * HOUR_MS);
    await current.of(session);
    later(7 * HOUR_MS);
    await expect(current.of(session)).resolves.toBeDefined();
    later(8 * HOUR_MS);
    await expect(current.of(session)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('is signed out after a week, however busy', async () => {
    const { linkFor, signIn, current, later } = await setUp();
    const session = await signIn.execute(await linkFor('ana@example.org'), '192.0.2.1');
    for (let hours = 0; hours < 166; hours += 2) {
      later(2 * HOUR_MS);
      await current.of(session);
    }
    later(2 * HOUR_MS);
    await expect(current.of(session)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('is signed out when it signs out', async () => {
    const { linkFor, signIn, current } = await setUp();
    const session = await signIn.execute(await linkFor('ana@example.org'), '192.0.2.1');
    await current.end(session);
    await expect(current.of(session)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('leaves nothing behind once all has expired', async () => {
    const { linkFor, signIn, links, sessions, sweep, clock, later } = await setUp();
    await signIn.execute(await linkFor('ana@example.org'), '192.0.2.1');
    await linkFor('ana@example.org');
    later(9 * HOUR_MS);
    await sweep.fire(clock.now());
    expect([links.links.size, sessions.sessions.size]).toEqual([0, 0]);
  });

  it.each([
    [['owner'], ['owner'], true],
    [['front-desk', 'manager'], ['manager', 'owner'], true],
    [['front-desk'], [], true],
    [['front-desk'], ['owner'], false],
  ] as const)('with the roles %j may do what asks for %j: %s', (has, needs, allowed) => {
    const attempt = () => requireRole(anAccount({ roles: has }), needs);
    if (allowed) expect(attempt).not.toThrow();
    else expect(attempt).toThrow('an owner can grant them');
  });
});
