import { clinic, PUBLIC_URL, TestGateway } from '../../../testing/start-gateway.js';

// The machine may be busy with other suites.
jest.setTimeout(30_000);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway.stop());

describe('the first owner', () => {
  it('comes out of a one-time code, and so does the clinic at scheduling', async () => {
    gateway.upstreams.scheduling.answer = (_request, response) => response.writeHead(201).end('{}');
    const { clinicId } = await gateway.firstOwner('code-elm', 'ana@example.org');
    const { method, url, headers, body } = gateway.upstreams.scheduling.last;
    expect([method, url]).toEqual(['POST', '/internal/clinics']);
    expect(headers.authorization).toMatch(/^Bearer /u);
    expect(JSON.parse(body.toString())).toEqual({ ...clinic, clinicId });
    expect(gateway.mailbox.mails.at(-1)?.to).toEqual(['ana@example.org']);
  });

  it('is refused with a used or unknown code', async () => {
    for (const code of ['code-elm', 'guessed']) {
      const answer = await gateway.http
        .post('/api/auth/first-owner')
        .send({ code, email: 'eve@example.org', clinic })
        .expect(403);
      expect(answer.body).toMatchObject({ code: 'SETUP_CODE_UNKNOWN' });
    }
  });

  it('is told what scheduling does not like about the clinic, and keeps the code', async () => {
    gateway.upstreams.scheduling.answer = (_request, response) =>
      response.writeHead(400).end(JSON.stringify({ fields: [{ field: 'zone', message: 'unknown zone' }] }));
    const refused = await gateway.http
      .post('/api/auth/first-owner')
      .send({ code: 'code-oak', email: 'oak@example.org', clinic })
      .expect(400);
    expect(refused.body).toMatchObject({ fields: [{ field: 'clinic.zone', message: 'unknown zone' }] });
    gateway.upstreams.scheduling.answer = (_request, response) => response.writeHead(503).end();
    await gateway.http
      .post('/api/auth/first-owner')
      .send({ code: 'code-oak', email: 'oak@example.org', clinic })
      .expect(503);
    gateway.upstreams.scheduling.answer = (_request, response) => response.writeHead(409).end('{}');
    await gateway.firstOwner('code-oak', 'oak@example.org');
  });
});

describe('the people of a clinic', () => {
  it('are named to whoever is signed in there, and nobody of another clinic is', async () => {
    await gateway.http.get('/api/people').expect(401);
    const { cookie } = await gateway.signIn('ana@example.org');
    const people = await gateway.http.get('/api/people').set('cookie', cookie).expect(200);
    const me = await gateway.http.get('/api/me').set('cookie', cookie).expect(200);
    expect(people.body).toEqual({
      items: [{ accountId: (me.body as { accountId: string }).accountId, email: 'ana@example.org', roles: ['owner'] }],
    });
  });
});

describe('sign-in by link', () => {
  it('gives the browser a cookie that scripts cannot read, and tells who is signed in', async () => {
    const token = await gateway.linkTokenFor('ana@example.org');
    const answer = await gateway.http.post('/api/auth/sessions').send({ token }).expect(201);
    expect(String(answer.headers['set-cookie'])).toMatch(/^aftercare=\w{22}; Path=\/; HttpOnly; SameSite=Lax$/u);
    const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
    const me = await gateway.http.get('/api/me').set('cookie', cookie).expect(200);
    expect(me.body).toMatchObject({ email: 'ana@example.org', roles: ['owner'], endsAt: '2027-03-01T17:00:00.000Z' });
  });

  it('works once', async () => {
    const token = await gateway.linkTokenFor('ana@example.org');
    const tries = await Promise.all([1, 2, 3].map(() => gateway.http.post('/api/auth/sessions').send({ token })));
    expect(tries.map((answer) => answer.status).sort()).toEqual([201, 410, 410]);
  });

  it('signs nobody in by GET, however often the link is opened', async () => {
    const token = await gateway.linkTokenFor('ana@example.org');
    const before = await gateway.dump();
    for (const path of [
      '/console/sign-in/confirm',
      '/api/auth/sessions',
      `/api/auth/sessions?token=${token}`,
      `/api/auth/links?email=ana@example.org`,
    ]) {
      for (let times = 0; times < 3; times += 1) {
        expect((await gateway.http.get(path)).headers['set-cookie']).toBeUndefined();
        await gateway.http.head(path);
      }
    }
    expect(await gateway.dump()).toBe(before);
    await gateway.http.post('/api/auth/sessions').send({ token }).expect(201);
  });

  it('answers an unknown address like a known one and sends it nothing', async () => {
    const known = await gateway.http.post('/api/auth/links').send({ email: 'ana@example.org' });
    await gateway.mailSent();
    const mails = gateway.mailbox.mails.length;
    const unknown = await gateway.http.post('/api/auth/links').send({ email: 'nobody@example.org' });
    await gateway.mailSent();
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(gateway.mailbox.mails).toHaveLength(mails);
  });

  it('sends a mail with our headers and one recipient, whatever the address tries', async () => {
    const answer = await gateway.http
      .post('/api/auth/links')
      .send({ email: 'ana@example.org\r\nBcc: eve@example.org' });
    expect(answer.status).toBe(400);
    expect(gateway.mailbox.mails.every((mail) => mail.to.length === 1 && !/^Bcc:/imu.test(mail.source))).toBe(true);
  });

  it('stores neither address nor token in clear', async () => {
    const token = await gateway.linkTokenFor('ana@example.org');
    const { cookie } = await gateway.signIn('oak@example.org');
    const stored = await gateway.dump();
    for (const secret of [token, cookie.split('=')[1] ?? '', 'ana@example.org', 'example.org', 'code-elm'])
      expect(stored).not.toContain(secret);
  });

  it('ends with the idle time of the product clock', async () => {
    const { cookie } = await gateway.signIn('oak@example.org');
    gateway.later(8 * 3_600_000);
    const answer = await gateway.http.get('/api/me').set('cookie', cookie).expect(401);
    expect(answer.body).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('ends with a sign-out, and with it the pages that the browser kept', async () => {
    const { cookie, csrf } = await gateway.signIn('oak@example.org');
    const ended = await gateway.http
      .delete('/api/auth/sessions')
      .set('cookie', cookie)
      .set('x-csrf-token', csrf)
      .expect(204);
    expect(ended.headers['clear-site-data']).toBe('"cache"');
    await gateway.http.get('/api/me').set('cookie', cookie).expect(401);
  });

  it('locks out after ten wrong tries and names the time it ends', async () => {
    for (let tries = 0; tries < 10; tries += 1)
      await gateway.http.post('/api/auth/sessions').send({ token: 'wrong' }).expect(410);
    const locked = await gateway.http.post('/api/auth/sessions').send({ token: 'wrong' }).expect(429);
    expect(locked.body).toMatchObject({ code: 'TOO_MANY_TRIES' });
    expect((locked.body as { detail: string }).detail).toContain('2027-03-01T17:15:00.000Z');
    gateway.later(15 * 60_000);
    await gateway.signIn('ana@example.org');
  });
});

describe('requests from other sites', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['an older browser on another site', { origin: 'https://evil.example' }],
  ])('are refused when they come from %s', async (_who, headers) => {
    const { cookie, csrf } = await gateway.signIn('ana@example.org');
    const answer = await gateway.http
      .delete('/api/auth/sessions')
      .set('cookie', cookie)
      .set('x-csrf-token', csrf)
      .set(headers)
      .expect(403);
    expect(answer.body).toMatchObject({ code: 'CROSS_SITE_REQUEST' });
    await gateway.http.post('/api/auth/sessions').set(headers).send({ token: 'x' }).expect(403);
  });

  it('are refused without the request token of the session', async () => {
    const [ana, oak] = [await gateway.signIn('ana@example.org'), await gateway.signIn('oak@example.org')];
    await gateway.http.delete('/api/auth/sessions').set('cookie', ana.cookie).expect(403);
    await gateway.http.delete('/api/auth/sessions').set('cookie', ana.cookie).set('x-csrf-token', oak.csrf).expect(403);
    const sameLength = 'é'.repeat(ana.csrf.length);
    await gateway.http
      .delete('/api/auth/sessions')
      .set('cookie', ana.cookie)
      .set('x-csrf-token', sameLength)
      .expect(403);
    await gateway.http
      .delete('/api/auth/sessions')
      .set('cookie', ana.cookie)
      .set('x-csrf-token', ana.csrf)
      .set('origin', PUBLIC_URL)
      .expect(204);
  });
});
