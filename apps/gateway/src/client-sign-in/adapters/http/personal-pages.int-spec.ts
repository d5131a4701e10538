import { personalWorld } from '../../../../test/testing/personal-world.js';
import { aToken } from '../../testing/fake-notifications.js';
import { cookieIn } from '../../testing/visitor.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const world = personalWorld();

describe('personal pages', () => {
  it('show the next visit, the messages and how to close them, and no name', async () => {
    const { notifications, visitor } = world();
    const { text, headers } = await visitor.me(await visitor.open(notifications.give('first'))).expect(200);
    expect(text).toContain('<title>Your pages - Elm Rooms</title>');
    expect(text).toContain('Tuesday 11 May, 10:30');
    expect(text).toContain('href="http://elm.example/b/VISIT"');
    expect(text).toContain('href="http://elm.example/u/mara"');
    expect(text).toContain('Close and forget on this phone');
    expect(text).not.toContain('Mara');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
  });

  it('leave the next visit out where there is none', async () => {
    const { notifications, visitor } = world();
    const { text } = await visitor
      .me(await visitor.open(notifications.give('visitless', { clientRefs: ['jon'] })))
      .expect(200);
    expect(text).not.toContain('Your next visit');
  });

  it('P5.3 lead to the sign-in and back after 30 minutes without a request', async () => {
    const { gateway, notifications, visitor } = world();
    const cookie = await visitor.open(notifications.give('idle'));
    gateway.later(29 * MINUTE_MS);
    await visitor.me(cookie).expect(200);
    gateway.later(29 * MINUTE_MS);
    await visitor.me(cookie).expect(200);
    gateway.later(30 * MINUTE_MS);
    const answer = await visitor.me(cookie).expect(303);
    expect(answer.headers['location']).toBe('/link?return=/me');
  });

  it('stay open for 90 days on a phone whose owner ticked that', async () => {
    const { gateway, notifications, visitor } = world();
    const answer = await visitor.press(notifications.give('kept'), { keep: 'yes' }).expect(303);
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=7776000');
    gateway.later(90 * DAY_MS - MINUTE_MS);
    await visitor.me(cookieIn(answer)).expect(200);
    gateway.later(MINUTE_MS);
    await visitor.me(cookieIn(answer)).expect(303);
  });

  it('ask nobody to keep them open unless they tick it', async () => {
    const { gateway } = world();
    const { text } = await gateway.http.get(`/go/${aToken('tick')}`).expect(200);
    expect(text).toMatch(/<input type="checkbox"[^>]*name="keep"/u);
    expect(text).not.toMatch(/\schecked/u);
    expect(text).toContain('Keep my pages open on this phone for 90 days.');
    expect(text).toContain('Anyone using this phone could see them.');
  });

  it('close on this phone and leave nothing there', async () => {
    const { gateway, notifications, visitor } = world();
    const cookie = await visitor.open(notifications.give('closing'), { keep: 'yes' });
    const { headers } = await gateway.http.post('/me/close').set('cookie', cookie).expect(200);
    expect(headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^me=; Path=\/; Max-Age=0;/u),
      expect.stringMatching(/^form=; Path=\/s; Max-Age=0;/u),
    ]);
    await visitor.me(cookie).expect(303);
    await gateway.http.post('/me/close').set('cookie', cookie).expect(200);
  });

  it('are closed to everybody without a link', async () => {
    const { gateway, visitor } = world();
    for (const cookie of ['', 'me=', `me=${aToken('guessed')}`, 'aftercare=x']) await visitor.me(cookie).expect(303);
    await gateway.http.post('/me/who').type('form').send({ client: 'mara' }).expect(303);
  });

  it('end with the record they are about', async () => {
    const { notifications, visitor } = world();
    const cookie = await visitor.open(notifications.give('erased'));
    const everybody = [...notifications.people];
    notifications.people.clear();
    await visitor.me(cookie).expect(303);
    for (const [clientRef, person] of everybody) notifications.people.set(clientRef, person);
    await visitor.me(cookie).expect(303);
  });

  it('say so while their owner is away', async () => {
    const { notifications, visitor } = world();
    const cookie = await visitor.open(notifications.give('waiting'));
    notifications.isAway = true;
    await visitor.me(cookie).expect(503);
    notifications.isAway = false;
    await visitor.me(cookie).expect(200);
  });
});

describe('two clients on one number', () => {
  it('are asked who it is, by first names, only once the link is open', async () => {
    const { gateway, notifications, visitor } = world();
    const token = notifications.give('shared', { clientRefs: ['mara', 'jon'], returnTo: '/me/day' });
    const looked = await gateway.http.get(`/go/${token}`).expect(200);
    expect(looked.text).not.toContain('Mara');
    const answer = await visitor.press(token).expect(303);
    expect(answer.headers['location']).toBe('/me');
    const cookie = cookieIn(answer);
    const { text } = await visitor.me(cookie).expect(200);
    expect(text).toContain('Who is this for?');
    expect(text).toMatch(/value="mara"[^>]*>Mara<.*value="jon"[^>]*>Jon &lt;b&gt;</su);
    const chosen = await gateway.http.post('/me/who').type('form').set('cookie', cookie).send({ client: 'jon' });
    expect([chosen.status, chosen.headers['location']]).toEqual([303, '/me/day']);
    expect((await visitor.me(cookie)).text).toContain('href="http://elm.example/u/jon"');
  });

  it('cannot be anybody else, nor change afterwards', async () => {
    const { gateway, notifications, visitor } = world();
    const cookie = await visitor.open(notifications.give('others', { clientRefs: ['mara', 'jon'] }));
    const choose = (client: string) =>
      gateway.http.post('/me/who').type('form').set('cookie', cookie).send({ client }).expect(303);
    await choose('eve');
    expect((await visitor.me(cookie)).text).toContain('Who is this for?');
    await choose('jon');
    await choose('mara');
    expect((await visitor.me(cookie)).text).toContain('href="http://elm.example/u/jon"');
  });
});

describe('what is kept of it', () => {
  it('is no token, address or name in clear, and a line in the audit log', async () => {
    const { gateway, notifications, visitor } = world();
    const token = notifications.give('secret');
    const cookie = cookieIn(await visitor.press(token).expect(303));
    await visitor.ask('mara@post.example').expect(200);
    await gateway.mailSent();
    const stored = await gateway.dump();
    for (const secret of [token, cookie.slice('me='.length), 'mara@post.example', 'Mara'])
      expect(stored).not.toContain(secret);
    expect(stored).toMatch(/"actor":"client","action":"sign-in","subject":"mara"/u);
  });
});
