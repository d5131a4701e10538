import { createHmac } from 'node:crypto';
import { InternalTokens } from '@aftercare/platform';
import { SystemMachineTime } from '@aftercare/kernel';
import { PUBLIC_URL, SECRET, TestGateway } from '../../../testing/start-gateway.js';
import type { Browser } from '../../../testing/start-gateway.js';

// The machine may be busy with other suites.
jest.setTimeout(30_000);

let gateway: TestGateway;
let ana: Browser;
let clinicId: string;

const tokensOf = (service: string, secret = SECRET) => new InternalTokens(secret, service, new SystemMachineTime());
const bearerOf = (authorization: string | undefined): string => authorization?.replace('Bearer ', '') ?? '';

beforeAll(async () => {
  gateway = await TestGateway.start();
  ({ clinicId } = await gateway.firstOwner('code-elm', 'ana@example.org'));
  ana = await gateway.signIn('ana@example.org');
});
afterAll(() => gateway.stop());

describe('an API call', () => {
  it('reaches the service with the caller in a signed token, and nothing else of the browser', async () => {
    await gateway.http
      .get('/api/scheduling/v1/bookings?from=2027-03-01&client=ref%201')
      .set('cookie', `${ana.cookie}; theme=dim`)
      .set('x-forwarded-for', '10.1.1.1')
      .expect(200, { ok: true });
    const { url, headers } = gateway.upstreams.scheduling.last;
    expect(url).toBe('/v1/bookings?from=2027-03-01&client=ref%201');
    expect([headers.cookie, headers['x-forwarded-for']]).toEqual([undefined, undefined]);
    await expect(tokensOf('scheduling').verify(bearerOf(headers.authorization))).resolves.toMatchObject({
      kind: 'staff',
      clinicId,
      roles: ['owner'],
    });
  });

  it('carries a token that no other service accepts', async () => {
    await gateway.http.get('/api/outcomes/v1/flags').set('cookie', ana.cookie).expect(200);
    const token = bearerOf(gateway.upstreams.outcomes.last.headers.authorization);
    await expect(tokensOf('scheduling').verify(token)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('cannot name another clinic, whatever it brings along', async () => {
    const caller = { kind: 'staff', accountId: 'eve', clinicId: 'clinic-oak', roles: ['owner'] } as const;
    for (const secret of [SECRET, 'a guessed secret of at least 32 characters']) {
      const forged = await tokensOf('scheduling', secret).sign(caller, 'scheduling');
      await gateway.http
        .get('/api/scheduling/v1/clients?clinicId=clinic-oak')
        .set({ cookie: ana.cookie, authorization: `Bearer ${forged}`, 'x-clinic-id': 'clinic-oak' })
        .expect(200);
      const { headers } = gateway.upstreams.scheduling.last;
      expect(headers['x-clinic-id']).toBeUndefined();
      await expect(tokensOf('scheduling').verify(bearerOf(headers.authorization))).resolves.toMatchObject({ clinicId });
      await gateway.http.get('/api/scheduling/v1/clients').set('authorization', `Bearer ${forged}`).expect(401);
    }
  });

  it('is refused without a session, with another one’s request token, and from other sites', async () => {
    const before = gateway.upstreams.scheduling.seen.length;
    await gateway.http.get('/api/scheduling/v1/bookings').expect(401);
    await gateway.http.post('/api/scheduling/v1/bookings').set('cookie', ana.cookie).send({}).expect(403);
    await gateway.http
      .post('/api/scheduling/v1/bookings')
      .set({ cookie: ana.cookie, 'x-csrf-token': ana.csrf, 'sec-fetch-site': 'cross-site' })
      .send({})
      .expect(403);
    expect(gateway.upstreams.scheduling.seen).toHaveLength(before);
  });

  it('passes body, status and headers through in both directions', async () => {
    gateway.upstreams.scheduling.answer = (_request, response) =>
      response
        .writeHead(409, {
          'content-type': 'application/problem+json',
          'set-cookie': 'aftercare=stolen',
          'retry-after': '3',
        })
        .end('{"code":"TAKEN"}');
    const answer = await gateway.http
      .post('/api/scheduling/v1/bookings')
      .set({
        cookie: ana.cookie,
        'x-csrf-token': ana.csrf,
        'idempotency-key': 'k1',
        'content-type': 'application/json',
      })
      .send('{ "a" : 1 }');
    expect([answer.status, answer.body]).toEqual([409, { code: 'TAKEN' }]);
    expect([answer.headers['retry-after'], answer.headers['set-cookie']]).toEqual(['3', undefined]);
    const { body, headers } = gateway.upstreams.scheduling.last;
    expect([body.toString(), headers['idempotency-key']]).toEqual(['{ "a" : 1 }', 'k1']);
  });

  it.each([
    '/api/scheduling/v1/%2e%2e/internal/clinics',
    '/api/scheduling/internal/clinics',
    '/internal/clinics',
    '/api/gateway/v1/x',
    '/v1/bookings',
  ])('cannot reach %s', async (path) => {
    const before = gateway.upstreams.scheduling.seen.length;
    const answer = await gateway.http.post(path).set({ cookie: ana.cookie, 'x-csrf-token': ana.csrf }).send({});
    expect(answer.status).toBe(404);
    expect(gateway.upstreams.scheduling.seen).toHaveLength(before);
  });

  it('is written into the audit log before it goes on, when it is about a person', async () => {
    gateway.upstreams.scheduling.answer = (_request, response) => response.end('{}');
    await gateway.http.get('/api/scheduling/v1/clients/ref-77').set('cookie', ana.cookie).expect(200);
    await gateway.http.get('/api/scheduling/v1/clinic').set('cookie', ana.cookie).expect(200);
    const log = await gateway.http.get('/api/audit?limit=1').set('cookie', ana.cookie).expect(200);
    expect(log.body).toMatchObject({ items: [{ action: 'read', subject: 'ref-77' }] });
    const check = await gateway.http.get('/api/audit/check').set('cookie', ana.cookie).expect(200);
    expect(check.body).toEqual({ intact: true });
  });
});

describe('an upload', () => {
  it('may be larger than a form, on its own route only', async () => {
    const content = 'x'.repeat(200_000);
    const post = (path: string) =>
      gateway.http.post(path).set({ cookie: ana.cookie, 'x-csrf-token': ana.csrf }).send({ content });
    await post('/api/scheduling/v1/imports').expect(200);
    expect(JSON.parse(gateway.upstreams.scheduling.last.body.toString())).toEqual({ content });
    await post('/api/scheduling/v1/bookings').expect(413);
  });
});

describe('a webhook', () => {
  it('arrives with the same bytes, path, query and signature', async () => {
    const body = 'MessageSid=SM1&Body=J%27ai+%C3%A9t%C3%A9+l%C3%A0%21&From=%2B447700900001&Empty=&Body=twice';
    const path = '/hooks/twilio/inbound?a=1&b=%2F';
    const signature = createHmac('sha1', 'auth').update(body).digest('base64');
    await gateway.http
      .post(path)
      .set({ 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature })
      .send(body)
      .expect(200);
    const seen = gateway.upstreams.notifications.last;
    expect([seen.method, seen.url, seen.body.toString()]).toEqual(['POST', path, body]);
    expect(seen.headers).toMatchObject({
      'x-twilio-signature': signature,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(seen.headers.authorization).toBeUndefined();
  });

  it('keeps bytes that are no text', async () => {
    const body = Buffer.from([0, 255, 13, 10, 128, 7]);
    await gateway.http
      .post('/hooks/twilio/status')
      .set('content-type', 'application/octet-stream')
      .send(body)
      .expect(200);
    expect(gateway.upstreams.notifications.last.body.equals(body)).toBe(true);
  });

  it('hands on a mail that came back, whole and with the secret of whoever brings it', async () => {
    const report = Buffer.alloc(300_000, 97);
    const post = (body: Buffer) =>
      gateway.http
        .post('/hooks/mail/reports')
        .set({ 'content-type': 'message/rfc822', authorization: 'Bearer of the mail server', cookie: ana.cookie })
        .send(body);
    await post(report).expect(200);
    const { headers, body } = gateway.upstreams.notifications.last;
    expect(body.equals(report)).toBe(true);
    expect(headers).toMatchObject({ authorization: 'Bearer of the mail server', 'content-type': 'message/rfc822' });
    expect(headers.cookie).toBeUndefined();
    await post(Buffer.alloc(600_000, 97)).expect(413);
  });

  it('is refused when it is larger than any real one', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'application/octet-stream']) {
      const answer = await gateway.http
        .post('/hooks/twilio/status')
        .set('content-type', type)
        .send(Buffer.alloc(70_000, 97));
      expect(answer.status).toBe(413);
    }
  });
});

describe('a client page', () => {
  it('goes to its service with its own cookies only, and may set only those', async () => {
    gateway.upstreams.outcomes.answer = (_request, response) =>
      response
        .writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy': 'of the page',
          'set-cookie': ['form=1; Path=/s', 'aftercare=stolen'],
        })
        .end('<h1>Form</h1>');
    const answer = await gateway.http
      .get('/s/TOKEN/2?x=1')
      .set('cookie', `${ana.cookie}; theme=rose; lang=de; form=abc; other=1`)
      .expect(200);
    expect(answer.text).toBe('<h1>Form</h1>');
    expect(answer.headers['content-security-policy']).toBe('of the page');
    expect(answer.headers['set-cookie']).toEqual(['form=1; Path=/s']);
    expect(gateway.upstreams.outcomes.last.headers.cookie).toBe('theme=rose; lang=de; form=abc');
    expect(gateway.upstreams.outcomes.last.url).toBe('/s/TOKEN/2?x=1');
  });

  it('keeps a redirect as the service wrote it', async () => {
    gateway.upstreams.scheduling.answer = (_request, response) =>
      response.writeHead(303, { location: '/b/TOKEN?done=1' }).end();
    const answer = await gateway.http.post('/b/TOKEN/confirm').type('form').send('x=1').expect(303);
    expect(answer.headers['location']).toBe('/b/TOKEN?done=1');
  });

  it('is replaced by a page that says what to do while its service breaks off', async () => {
    gateway.upstreams.outcomes.answer = (_request, response) => response.destroy();
    const page = await gateway.http.post('/s/TOKEN/1').set('accept', 'text/html').type('form').send('x=1').expect(503);
    expect(page.text).toContain('We cannot save this now');
    expect(page.text).toContain('name="robots" content="noindex');
    const problem = await gateway.http.get('/s/TOKEN/1').expect(503);
    expect(problem.headers['content-type']).toContain('application/problem+json');
    expect(problem.body).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});

describe('the API document', () => {
  it('holds all services and says which one is missing', async () => {
    gateway.upstreams.scheduling.answer = (_request, response) =>
      response.end(JSON.stringify({ paths: { '/v1/bookings': { get: {} }, '/internal/x': { post: {} } } }));
    gateway.upstreams.notifications.answer = (_request, response) => response.end('{"paths":{}}');
    gateway.upstreams.outcomes.answer = (_request, response) => response.writeHead(500).end();
    const answer = await gateway.http.get('/api/openapi.json').expect(200);
    expect(answer.body).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: PUBLIC_URL }],
      'x-missing-services': ['outcomes'],
    });
    const { paths } = answer.body as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/scheduling/v1/bookings', '/api/me', '/api/auth/links']),
    );
    expect(Object.keys(paths).filter((path) => path.includes('internal') || path.includes('*'))).toEqual([]);
  });
});
