import { TestGateway } from '../../../testing/start-gateway.js';

// The machine may be busy with other suites.
jest.setTimeout(30_000);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway.stop());

const save = (fields: Readonly<Record<string, string>>) => gateway.http.post('/prefs').type('form').send(fields);

describe('brightness', () => {
  it('is kept for a year and the page comes back', async () => {
    const answer = await save({ theme: 'rose', return: '/s/TOKEN/2' }).expect(303);
    expect(answer.headers['location']).toBe('/s/TOKEN/2');
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^theme=rose; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/u,
    );
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/x\r\nset-cookie: a=b',
  ])('never leads off this site: %j', async (target) => {
    const answer = await save({ theme: 'dim', return: target }).expect(303);
    expect(answer.headers['location']).toBe('/');
    expect(String(answer.headers['set-cookie'])).not.toContain('a=b');
  });

  it('has four names and refuses others', async () => {
    expect((await save({ theme: 'neon' })).status).toBe(400);
    expect((await save({ theme: 'dim; Domain=evil.example' })).status).toBe(400);
  });

  it('can be changed without script on a page of its own, in the chosen colours', async () => {
    const answer = await gateway.http.get('/prefs?return=/b/TOKEN').set('cookie', 'theme=green').expect(200);
    expect(answer.text).toContain('value="/b/TOKEN"');
    expect(answer.text).toContain('#121815');
  });
});
