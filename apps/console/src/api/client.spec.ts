import { actAs, ApiError, get, post } from './client.js';

type Answer = Response | Error;

const given = globalThis.fetch;
let sent: { path: string; method: string; token: string | null }[];
let answers: Record<string, Answer[]>;

beforeEach(() => {
  sent = [];
  answers = {};
  globalThis.fetch = (input, init) => {
    const path = String(input);
    const method = init?.method ?? 'GET';
    sent.push({ path, method, token: new Headers(init?.headers).get('x-csrf-token') });
    const answer = answers[`${method} ${path}`]?.shift();
    if (answer === undefined) throw new Error(`nobody told what ${method} ${path} answers`);
    return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer);
  };
});
afterEach(() => {
  globalThis.fetch = given;
  actAs(undefined);
});

const refusal = (status: number, code: string): Response =>
  new Response(JSON.stringify({ status, code }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

/** Half an answer, then this. */
const breaksOff = (status: number, error: Error): Response => {
  let isBegun = false;
  const body = new ReadableStream({
    pull: (controller) => {
      if (isBegun) controller.error(error);
      else controller.enqueue(new TextEncoder().encode('{"items":['));
      isBegun = true;
    },
  });
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
};

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? error.problem.code : error),
  );

describe('an answer that is no whole one', () => {
  it.each([
    ['there is none', () => new TypeError('network error'), 'OFFLINE'],
    ['it breaks off', () => breaksOff(200, new TypeError('network error')), 'OFFLINE'],
    ['it is something else', () => new Response('<p>Please pay for the network</p>'), 'OFFLINE'],
    ['a refusal breaks off', () => breaksOff(503, new TypeError('network error')), 'HTTP_503'],
  ])('is an error that pages can show: %s', async (_, answer, code) => {
    answers['GET /api/me'] = [answer()];
    expect(await codeOf(get('/api/me'))).toBe(code);
  });

  it('is no problem where the page itself stopped it', async () => {
    const stopped = new DOMException('stopped', 'AbortError');
    answers['GET /api/me'] = [stopped, breaksOff(200, stopped)];
    expect(await codeOf(get('/api/me'))).toBe(stopped);
    expect(await codeOf(get('/api/me'))).toBe(stopped);
  });
});

describe('a request token of a session before', () => {
  const me = (accountId: string, csrfToken: string): Response => new Response(JSON.stringify({ accountId, csrfToken }));
  const tokens = (): (string | null)[] => sent.filter(({ method }) => method === 'POST').map(({ token }) => token);

  beforeEach(() => {
    actAs({ accountId: 'ana', csrfToken: 'old' });
    answers['POST /api/notes'] = [refusal(403, 'CROSS_SITE_REQUEST'), new Response('{"id":1}')];
  });

  it('is changed for the new one where the same person signed in again, and the request is sent once more', async () => {
    answers['GET /api/me'] = [me('ana', 'new')];
    expect(await post('/api/notes', {})).toEqual({ id: 1 });
    expect(tokens()).toEqual(['old', 'new']);
    answers['POST /api/notes'] = [new Response('{"id":2}')];
    await post('/api/notes', {});
    expect(tokens()).toEqual(['old', 'new', 'new']);
  });

  it.each([
    ['somebody else signed in', () => me('ben', 'new'), 'SOMEBODY_ELSE'],
    ['the token is not an old one', () => me('ana', 'old'), 'CROSS_SITE_REQUEST'],
    ['nobody is signed in', () => refusal(401, 'NOT_SIGNED_IN'), 'CROSS_SITE_REQUEST'],
  ])('stays refused where %s', async (_, answer, code) => {
    answers['GET /api/me'] = [answer()];
    expect(await codeOf(post('/api/notes', {}))).toBe(code);
    expect(tokens()).toEqual(['old']);
  });

  it('is changed for that of somebody else only by what is right for anybody', async () => {
    answers['GET /api/me'] = [me('ben', 'new')];
    await post('/api/notes', {}, { forAnybody: true });
    expect(tokens()).toEqual(['old', 'new']);
    answers['POST /api/notes'] = [new Response('{}')];
    await post('/api/notes', {});
    expect(tokens()).toEqual(['old', 'new', 'old']);
  });

  it('is refused once more at most', async () => {
    answers['POST /api/notes'] = [refusal(403, 'CROSS_SITE_REQUEST'), refusal(403, 'CROSS_SITE_REQUEST')];
    answers['GET /api/me'] = [me('ana', 'new')];
    expect(await codeOf(post('/api/notes', {}))).toBe('CROSS_SITE_REQUEST');
    expect(tokens()).toEqual(['old', 'new']);
  });
});
