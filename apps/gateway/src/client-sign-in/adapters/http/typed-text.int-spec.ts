import { TYPED_BEFORE } from '@aftercare/pages';
import { personalWorld } from '../../../../test/testing/personal-world.js';
import { cookieIn } from '../../testing/visitor.js';

const MINUTE_MS = 60_000;
const WORST = '/me/day/2027-03-01/worst';
const TYPED = 'd2=6&d3=all-day';

const world = personalWorld();

/** Outcomes, which from here on has seen nothing. */
const outcomes = () => {
  const { outcomes: service } = world().gateway.upstreams;
  service.seen.length = 0;
  service.answer = (_request, response) => response.end('<h1>Diary</h1>');
  return service;
};

const browser = (cookie: string) => ({
  get: (path: string) => world().gateway.http.get(path).set('cookie', cookie),
  post: (path: string, form: string) => world().gateway.http.post(path).set('cookie', cookie).type('form').send(form),
});

const schedulingAnswers = (): void => {
  world().gateway.upstreams.scheduling.answer = (_request, response) => {
    const care = { today: '2027-03-01', wish: null, stressPeriods: [] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ care, kept: true }));
  };
};

/** Types into a page that closed half an hour ago, and gives the browser's cookie. */
const typedTooLate = async (name: string, [path, form]: readonly [string, string], clientRefs = ['mara']) => {
  const { gateway, notifications, visitor } = world();
  const cookie = await visitor.open(notifications.give(`${name}1`, { clientRefs }));
  gateway.later(30 * MINUTE_MS);
  const answer = await browser(cookie).post(path, form).expect(303);
  return { cookie, location: answer.headers['location'] as string };
};

/** The same browser opens a new link. */
const signedInAgain = async (name: string, cookie: string, clientRefs = ['mara']): Promise<string> => {
  const { gateway, notifications } = world();
  const token = notifications.give(`${name}2`, { clientRefs, returnTo: WORST });
  return cookieIn(await gateway.http.post(`/go/${token}`).set('cookie', cookie).type('form').send({}).expect(303));
};

describe('P5.3 what is typed after 30 minutes without a request', () => {
  it('leads to the sign-in, and comes back after it without being saved', async () => {
    const service = outcomes();
    const { cookie, location } = await typedTooLate('back', [WORST, TYPED]);
    expect(location).toBe(`/link?return=${WORST}`);
    expect(service.seen).toEqual([]);
    const again = browser(await signedInAgain('back', cookie));
    for (let look = 0; look < 2; look += 1) {
      await again.get(WORST).expect(200);
      const { method, url, body, headers } = service.last;
      expect([method, url, body.toString(), headers[TYPED_BEFORE]]).toEqual(['POST', WORST, TYPED, 'yes']);
    }
    await again.get('/me/day').expect(200);
    expect([service.last.method, service.last.headers[TYPED_BEFORE]]).toEqual(['GET', undefined]);
    // Saved, or said otherwise: from then on the page is as it is.
    await again.post(WORST, 'd2=5').expect(200);
    expect([service.last.body.toString(), service.last.headers[TYPED_BEFORE]]).toEqual(['d2=5', undefined]);
    await again.get(WORST).expect(200);
    expect(service.last.method).toBe('GET');
  });

  it('is gone after an hour', async () => {
    const service = outcomes();
    const { cookie } = await typedTooLate('hour', [WORST, TYPED]);
    world().gateway.later(59 * MINUTE_MS);
    const again = browser(await signedInAgain('hour', cookie));
    await again.get(WORST).expect(200);
    expect(service.last.method).toBe('POST');
    world().gateway.later(MINUTE_MS);
    await again.get(WORST).expect(200);
    expect(service.last.method).toBe('GET');
  });

  it('is never shown to somebody else who signs in on the same phone', async () => {
    const service = outcomes();
    const { cookie } = await typedTooLate('other', [WORST, TYPED]);
    const jon = browser(await signedInAgain('other', cookie, ['jon']));
    await jon.get(WORST).expect(200);
    expect(service.last.method).toBe('GET');
  });

  it('comes to the one of two people on a number who typed it', async () => {
    const service = outcomes();
    for (const [who, method] of [
      ['jon', 'GET'],
      ['mara', 'POST'],
    ] as const) {
      const { cookie } = await typedTooLate(`two${who}`, [WORST, TYPED]);
      const again = browser(await signedInAgain(`two${who}`, cookie, ['mara', 'jon']));
      await again.get(WORST).expect(303);
      const chosen = await again.post('/me/who', `client=${who}`).expect(303);
      expect(chosen.headers['location']).toBe(WORST);
      await again.get(WORST).expect(200);
      expect([who, service.last.method]).toEqual([who, method]);
    }
  });

  it('is kept neither for a browser in which nobody was known nor from another site', async () => {
    const service = outcomes();
    const before = await world().gateway.dump();
    for (const cookie of ['', 'me=guessed']) await browser(cookie).post(WORST, TYPED).expect(303);
    expect(await world().gateway.dump()).toBe(before);
    const { gateway, notifications, visitor } = world();
    const cookie = await visitor.open(notifications.give('cross'));
    gateway.later(30 * MINUTE_MS);
    const known = await gateway.dump();
    await browser(cookie).post(WORST, TYPED).set('sec-fetch-site', 'cross-site').expect(403);
    expect(await gateway.dump()).toBe(known);
    expect(service.seen).toEqual([]);
  });

  it('comes back also when the owner of the page was away, until the owner has answered', async () => {
    const service = outcomes();
    const { notifications, visitor } = world();
    const { get, post } = browser(await visitor.open(notifications.give('away')));
    service.answer = (_request, response) => response.writeHead(503).end();
    await post(WORST, TYPED).expect(503);
    service.answer = (_request, response) => response.end('<h1>Diary</h1>');
    await get(WORST).expect(200);
    const { method, body, headers } = service.last;
    expect([method, body.toString(), headers[TYPED_BEFORE]]).toEqual(['POST', TYPED, 'yes']);
    service.answer = (_request, response) => response.writeHead(400).end();
    await post(WORST, 'd2=11').expect(400);
    service.answer = (_request, response) => response.end('<h1>Diary</h1>');
    await get(WORST).expect(200);
    expect(service.last.method).toBe('GET');
  });

  it('stands in the database under the key of who typed it', async () => {
    const { gateway } = world();
    await typedTooLate('sealed', [WORST, 'd2=6&note=quite-private']);
    expect(await gateway.dump()).not.toContain('quite-private');
  });

  it('cannot be claimed by a header of a browser', async () => {
    const service = outcomes();
    const { notifications, visitor } = world();
    const cookie = await visitor.open(notifications.give('header'));
    await browser(cookie).post(WORST, TYPED).set(TYPED_BEFORE, 'yes').expect(200);
    expect(service.last.headers[TYPED_BEFORE]).toBeUndefined();
  });

  it('is in the forms about visits again', async () => {
    schedulingAnswers();
    const wish = await typedTooLate('wish', ['/me/visits/wish', 'wish=pause&until=2027-04-01']);
    expect(wish.location).toBe('/link?return=/me/visits');
    const wished = (
      await browser(await signedInAgain('wish', wish.cookie))
        .get('/me/visits')
        .expect(200)
    ).text;
    expect(wished).toMatch(/value="pause"[^>]*checked/u);
    expect(wished).toContain('value="2027-04-01"');
    expect(wished.match(/It is not saved yet/gu)).toHaveLength(1);
    const time = await typedTooLate('time', ['/me/visits/demanding', 'from=2027-03-08&to=2027-03-20']);
    const told = (
      await browser(await signedInAgain('time', time.cookie))
        .get('/me/visits')
        .expect(200)
    ).text;
    expect(told).toContain('value="2027-03-08"');
    expect(told).toContain('value="2027-03-20"');
    expect(told).toMatch(/value="practitioner"[^>]*checked/u);
  });

  it('is in them again when scheduling was away, and no more once it has answered', async () => {
    const { gateway, notifications, visitor } = world();
    const { get, post } = browser(await visitor.open(notifications.give('busy')));
    gateway.upstreams.scheduling.answer = (_request, response) => response.writeHead(503).end();
    await post('/me/visits/wish', 'wish=pause&until=2027-04-01').expect(503);
    schedulingAnswers();
    expect((await get('/me/visits').expect(200)).text).toContain('value="2027-04-01"');
    await post('/me/visits/wish', 'wish=14').expect(200);
    expect((await get('/me/visits').expect(200)).text).not.toContain('It is not saved yet');
  });
});
