import { SystemMachineTime } from '@aftercare/kernel';
import { InternalTokens } from '@aftercare/platform';
import { personalWorld } from '../../../../test/testing/personal-world.js';
import { SECRET } from '../../../testing/start-gateway.js';
import type { FakeUpstream } from '../../../testing/fake-upstream.js';

const world = personalWorld();

const tokensOf = (service: string) => new InternalTokens(SECRET, service, new SystemMachineTime());
const MARA = { kind: 'client', clinicId: 'clinic-elm', clientRef: 'mara' } as const;

/** Outcomes, which owns the diary: from here on it has seen nothing and answers as it is told. */
const outcomes = (answer?: FakeUpstream['answer']): FakeUpstream => {
  const { outcomes: service } = world().gateway.upstreams;
  service.seen.length = 0;
  service.answer = answer ?? ((_request, response) => response.end('<h1>Diary</h1>'));
  return service;
};

const bearerOf = (service: FakeUpstream): string => service.last.headers.authorization?.replace('Bearer ', '') ?? '';

const signedIn = async (name: string) => {
  const { notifications, visitor } = world();
  return visitor.open(notifications.give(name));
};

describe('the diary under /me', () => {
  it('is answered by outcomes, which learns the client from a token of its own and nothing else of the browser', async () => {
    const service = outcomes();
    const cookie = await signedIn('token');
    const forged = await tokensOf('outcomes').sign({ ...MARA, clientRef: 'jon' }, 'outcomes');
    for (const path of ['/me/day', '/me/day/2027-02-28/worst?x=%20', '/me/month', '/me/month/2027-02.csv']) {
      const answer = await world()
        .gateway.http.get(path)
        .set({ authorization: `Bearer ${forged}`, 'x-clinic-id': 'clinic-oak', 'x-client-ref': 'jon' })
        .set('cookie', `${cookie}; theme=rose; aftercare=staff; other=1`)
        .expect(200);
      expect(answer.text).toBe('<h1>Diary</h1>');
      const { method, url, headers } = service.last;
      expect([method, url, headers.cookie]).toEqual(['GET', path, 'theme=rose']);
      expect([headers['x-clinic-id'], headers['x-client-ref']]).toEqual([undefined, undefined]);
      expect(headers['x-request-id']).toBe(answer.headers['x-request-id']);
      await expect(tokensOf('outcomes').verify(bearerOf(service))).resolves.toEqual(MARA);
      await expect(tokensOf('scheduling').verify(bearerOf(service))).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    }
  });

  it('takes an answer as it was typed, and gives back what outcomes says of it', async () => {
    const service = outcomes((_request, response) =>
      response.writeHead(303, { location: '/me/day/2027-03-01', 'set-cookie': ['lang=de; Path=/', 'me=stolen'] }).end(),
    );
    const cookie = await signedIn('answer');
    const answer = await world()
      .gateway.http.post('/me/day')
      .set({ cookie, 'sec-fetch-site': 'same-origin' })
      .type('form')
      .send('d1=migraine&note=J%27ai+mal&d1=')
      .expect(303);
    expect(answer.headers['location']).toBe('/me/day/2027-03-01');
    expect(answer.headers['set-cookie']).toEqual(['lang=de; Path=/']);
    const { method, url, body } = service.last;
    expect([method, url, body.toString()]).toEqual(['POST', '/me/day', 'd1=migraine&note=J%27ai+mal&d1=']);
    await expect(tokensOf('outcomes').verify(bearerOf(service))).resolves.toEqual(MARA);
  });

  it('asks for a personal link first, and comes back', async () => {
    const { gateway } = world();
    const service = outcomes();
    for (const path of ['/me/day', '/me/day/2027-02-28', '/me/month/2027-02']) {
      for (const cookie of ['', 'me=guessed', 'aftercare=x']) {
        const looked = await gateway.http.get(`${path}?x=1`).set('cookie', cookie).expect(303);
        const said = await gateway.http.post(path).set('cookie', cookie).type('form').send({ d1: 'none' }).expect(303);
        for (const { headers } of [looked, said]) expect(headers['location']).toBe(`/link?return=${path}`);
      }
    }
    const forged = await tokensOf('outcomes').sign(MARA, 'outcomes');
    await gateway.http.get('/me/day').set('authorization', `Bearer ${forged}`).expect(303);
    expect(service.seen).toEqual([]);
  });

  it('asks of two people on one address first who it is', async () => {
    const { gateway, notifications, visitor } = world();
    const service = outcomes();
    const cookie = await visitor.open(notifications.give('two', { clientRefs: ['mara', 'jon'] }));
    const looked = await gateway.http.get('/me/day').set('cookie', cookie).expect(303);
    const said = await gateway.http.post('/me/day').set('cookie', cookie).type('form').send({ d1: 'none' }).expect(303);
    expect([looked.headers['location'], said.headers['location']]).toEqual(['/me', '/me']);
    expect(service.seen).toEqual([]);
    await gateway.http.post('/me/who').type('form').set('cookie', cookie).send({ client: 'jon' }).expect(303);
    await gateway.http.get('/me/day').set('cookie', cookie).expect(200);
    await expect(tokensOf('outcomes').verify(bearerOf(service))).resolves.toEqual({ ...MARA, clientRef: 'jon' });
  });

  it('takes nothing that another site made a browser send', async () => {
    const { gateway } = world();
    const service = outcomes();
    const cookie = await signedIn('cross');
    const post = (headers: Readonly<Record<string, string>>) =>
      gateway.http
        .post('/me/day')
        .set({ cookie, ...headers })
        .type('form')
        .send({ d1: 'none' });
    await post({ 'sec-fetch-site': 'cross-site' }).expect(403);
    await post({ origin: 'https://evil.example' }).expect(403);
    expect(service.seen).toEqual([]);
    // What an older browser says of a page without referrer, as ours are.
    await post({ origin: 'null' }).expect(200);
  });

  it('changes nothing by being looked at', async () => {
    const { gateway } = world();
    const service = outcomes();
    const cookie = await signedIn('looking');
    const before = await gateway.dump();
    for (let time = 0; time < 3; time += 1) {
      await gateway.http.get('/me/month').set('cookie', cookie).expect(200);
      await gateway.http.head('/me/month').set('cookie', cookie).expect(200);
    }
    expect(await gateway.dump()).toBe(before);
    expect(new Set(service.seen.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD']));
  });

  it.each([
    ['get', '/me/day/%2e%2e/%2e%2e/v1/flags'],
    ['get', '/me/month/..%2finternal'],
    ['get', '/me/daydream'],
    ['get', '/ME/day'],
    ['put', '/me/day'],
    ['delete', '/me/day/2027-02-28'],
  ] as const)('cannot be asked to %s %s', async (method, path) => {
    const service = outcomes();
    const cookie = await signedIn(`${method}${path}`.replaceAll(/[^a-z]/giu, '').slice(0, 22));
    const answer = await world().gateway.http[method](path).set('cookie', cookie);
    expect(answer.status).toBe(404);
    expect(service.seen).toEqual([]);
  });

  it('says so while outcomes is silent', async () => {
    const { gateway } = world();
    outcomes((_request, response) => response.destroy());
    const cookie = await signedIn('silent');
    const seen = await gateway.http.get('/me/day').set({ cookie, accept: 'text/html' }).expect(503);
    expect(seen.text).toContain('We cannot show this page now');
    expect(seen.text).not.toContain('same link');
    const kept = await gateway.http.post('/me/day').set({ cookie, accept: 'text/html' }).type('form').send({ d1: 'x' });
    expect([kept.status, kept.headers['retry-after']]).toEqual([503, '30']);
    expect(kept.text).toContain('We cannot save this now');
    const problem = await gateway.http.get('/me/day').set('cookie', cookie).expect(503);
    expect(problem.body).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});

describe('the first of the own pages', () => {
  it('begins with today, and asks nobody but the owners of links', async () => {
    const { visitor } = world();
    const service = outcomes();
    const { text } = await visitor.me(await signedIn('today')).expect(200);
    expect(text).toMatch(/<h1[^>]*>Your pages<\/h1>\s*<h2>Today<\/h2>/u);
    expect(text).toMatch(/<form[^>]*action="\/me\/day"[^>]*>\s*<fieldset>\s*<legend>Head pain today\?<\/legend>/u);
    const choices = [...text.matchAll(/<button type="submit" name="d1" value="(\w+)">(\w+)<\/button>/gu)];
    expect(choices.map(([, value, label]) => [value, label])).toEqual([
      ['none', 'None'],
      ['headache', 'Headache'],
      ['migraine', 'Migraine'],
    ]);
    expect(text).toMatch(/href="\/me\/day">Other days<.*href="\/me\/month">Month</su);
    expect(text.indexOf('Today')).toBeLessThan(text.indexOf('Your next visit'));
    expect(service.seen).toEqual([]);
  });

  it('says nothing about health where others can read it', async () => {
    const { visitor } = world();
    const { text } = await visitor.me(await signedIn('quiet')).expect(200);
    expect(/<title>(.*)<\/title>/u.exec(text)?.[1]).toBe('Your pages - Elm Rooms');
  });
});
