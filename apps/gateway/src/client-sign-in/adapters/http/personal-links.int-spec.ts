import { personalWorld } from '../../../../test/testing/personal-world.js';
import { aToken } from '../../testing/fake-notifications.js';
import { cookieIn } from '../../testing/visitor.js';

const world = personalWorld();

describe('asking for a personal link', () => {
  it('is one field that phones fill by themselves', async () => {
    const { gateway } = world();
    const { text, headers } = await gateway.http.get('/link').expect(200);
    expect(text).toContain('Mobile number or email');
    expect(text).toMatch(/<input[^>]*autocomplete="username"[^>]*inputmode="email"/u);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
  });

  it('P5.2 answers with the same bytes before anything is looked up, whoever asks', async () => {
    const { gateway, notifications, visitor } = world();
    let release = (): void => undefined;
    notifications.before = new Promise((resolve) => {
      release = resolve;
    });
    const answers = [];
    for (const address of ['mara@post.example', 'nobody@post.example', '07700 900100', 'not an address'])
      answers.push(await visitor.ask(address).expect(200));
    expect(notifications.wishes).toEqual([]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.text).toContain('If we know this address, a link is on its way. It works once, for 15 minutes.');
    release();
    await gateway.mailSent();
    expect(notifications.wishes).toHaveLength(4);
  });

  it('says the same while nobody can send anything', async () => {
    const { gateway, notifications, visitor } = world();
    const heard = await visitor.ask('mara@post.example').expect(200);
    await gateway.mailSent();
    notifications.isAway = true;
    const unheard = await visitor.ask('mara@post.example').expect(200);
    await gateway.mailSent();
    expect(unheard.text).toBe(heard.text);
    expect(notifications.wishes).toHaveLength(1);
  });

  it('takes the page to come back to along, and only one of ours', async () => {
    const { gateway, notifications, visitor } = world();
    await visitor.ask('mara@post.example', { return: '/me/day' }).expect(200);
    await gateway.mailSent();
    await visitor.ask('mara@post.example', { return: '//evil.example/me' }).expect(200);
    await gateway.mailSent();
    expect(notifications.wishes).toMatchObject([{ returnTo: '/me/day' }, { returnTo: '/me' }]);
    const { text } = await gateway.http.get('/link?return=/me/day').expect(200);
    expect(text).toContain('name="return" value="/me/day"');
  });

  it('asks again when the field was left empty', async () => {
    const { visitor } = world();
    const { text } = await visitor.ask('  ').expect(400);
    expect(text).toContain('<title>Error: ');
    expect(text).toContain('href="#f-address"');
  });

  it('is refused when another site makes the browser ask, and heard from a browser that says nothing of it', async () => {
    const { gateway, notifications, visitor } = world();
    await visitor.ask('mara@post.example').set('sec-fetch-site', 'cross-site').expect(403);
    await visitor.ask('mara@post.example').set('origin', 'https://evil.example').expect(403);
    await visitor.ask('mara@post.example').set('origin', 'null').expect(200);
    await gateway.mailSent();
    expect(notifications.wishes).toHaveLength(1);
  });
});

describe('opening a personal link', () => {
  it('P5.1 still works after twenty looks at it, and changes nothing by them', async () => {
    const { gateway, notifications, visitor } = world();
    const token = notifications.give('scanned');
    const before = await gateway.dump();
    const seen = gateway.upstreams.notifications.seen.length;
    for (let looks = 0; looks < 20; looks += 1) {
      const { text } = await gateway.http.get(`/go/${token}`).expect(200);
      expect(text).toContain('Open my pages');
      await gateway.http.head(`/go/${token}`).expect(200);
    }
    expect(await gateway.dump()).toBe(before);
    expect(gateway.upstreams.notifications.seen).toHaveLength(seen);
    const answer = await visitor.press(token).expect(303);
    expect(answer.headers['location']).toBe('/me');
    expect(String(answer.headers['set-cookie'])).toMatch(/^me=\w{22}; Path=\/; HttpOnly; SameSite=Lax$/u);
    await visitor.me(cookieIn(answer)).expect(200);
  });

  it('works once, and then offers a new one', async () => {
    const { gateway, notifications, visitor } = world();
    const token = notifications.give('once');
    await visitor.press(token).expect(303);
    const { text, headers } = await visitor.press(token).expect(410);
    expect(text).toContain('This link has been used or is too old');
    expect(text).toContain(`action="/go/${token}/again"`);
    expect(headers['set-cookie']).toBeUndefined();
    await gateway.http.post(`/go/${token}/again`).expect(200);
    await gateway.mailSent();
    expect(notifications.wishes).toEqual([{ url: '/internal/personal-links/renew', token }]);
  });

  it('says the same of a link that never was', async () => {
    const { gateway, notifications, visitor } = world();
    const never = aToken('never');
    const ended = notifications.give('ended');
    await visitor.press(ended).expect(303);
    const texts = await Promise.all([never, ended].map(async (token) => (await visitor.press(token).expect(410)).text));
    expect(texts[0]?.replaceAll(never, ended)).toBe(texts[1]);
    const { text } = await gateway.http.get('/go/cut-off').expect(410);
    expect(text).not.toContain('Send a new one');
  });

  it('leads to the page that somebody came from', async () => {
    const { notifications, visitor } = world();
    const answer = await visitor.press(notifications.give('back', { returnTo: '/me/day' })).expect(303);
    expect(answer.headers['location']).toBe('/me/day');
    const foreign = await visitor.press(notifications.give('off', { returnTo: '//evil.example' })).expect(303);
    expect(foreign.headers['location']).toBe('/me');
  });

  it('is refused when another site presses the button', async () => {
    const { notifications, visitor } = world();
    const token = notifications.give('forged');
    await visitor.press(token).set('sec-fetch-site', 'cross-site').expect(403);
    await visitor.press(token).set('sec-fetch-site', 'same-origin').expect(303);
  });

  it('keeps the link for another try while nobody can redeem it', async () => {
    const { notifications, visitor } = world();
    const token = notifications.give('away');
    notifications.isAway = true;
    const { text } = await visitor.press(token).expect(503);
    expect(text).toContain('We cannot show this page now');
    notifications.isAway = false;
    await visitor.press(token).expect(303);
  });
});
