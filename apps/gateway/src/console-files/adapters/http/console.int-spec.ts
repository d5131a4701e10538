import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestGateway } from '../../../testing/start-gateway.js';

// The machine may be busy with other suites.
jest.setTimeout(30_000);

let gateway: TestGateway;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'console-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Aftercare</title>');
  await writeFile(join(directory, 'assets/index-abcd1234.js'), 'export {};');
  gateway = await TestGateway.start({ CONSOLE_DIR: directory });
});
afterAll(async () => {
  await gateway.stop();
  await rm(directory, { recursive: true });
});

describe('the console', () => {
  it.each(['/console', '/console/', '/console/messages', '/console/sign-in/confirm'])(
    'has its one page at %s',
    async (path) => {
      const answer = await gateway.http.get(path).expect(200);
      expect(answer.text).toContain('<title>Aftercare</title>');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
      expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    },
  );

  it('keeps hashed files for good and answers a known one without its bytes', async () => {
    const answer = await gateway.http.get('/console/assets/index-abcd1234.js').expect(200);
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
    await gateway.http
      .get('/console/assets/index-abcd1234.js')
      .set('if-none-match', String(answer.headers['etag']))
      .expect(304);
  });

  it.each([
    '/console/assets/gone-abcd1234.js',
    '/console/../main.js',
    '/console/%2e%2e/package.json',
    '/console/favicon.ico',
  ])('has nothing at %s', async (path) => {
    expect((await gateway.http.get(path)).status).toBe(404);
  });

  it('is where the front page leads', async () => {
    expect((await gateway.http.get('/').expect(302)).headers['location']).toBe('/console/');
  });
});

describe('too many requests', () => {
  /** As long as a real one: what cannot be a link has no allowance of its own. */
  const linkOf = (number: number): string => `${number}`.padStart(22, 'L');

  it('are refused per link and per address, with the time to wait', async () => {
    const limited = await TestGateway.start({ RATE_PER_ADDRESS_PER_MINUTE: '6', RATE_PER_TOKEN_PER_MINUTE: '2' });
    try {
      await limited.http.get(`/s/${linkOf(1)}`).expect(200);
      await limited.http.get(`/s/${linkOf(1)}`).expect(200);
      const refused = await limited.http.get(`/s/${linkOf(1)}`).expect(429);
      expect(refused.body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      for (const link of [2, 3, 4]) await limited.http.get(`/s/${linkOf(link)}`).expect(200);
      await limited.http.get(`/s/${linkOf(5)}`).expect(429);
      await limited.http.post('/hooks/twilio/status').send('a=1').expect(200);
      await limited.http.get('/health/live').expect(200);
    } finally {
      await limited.stop();
    }
  });
});
