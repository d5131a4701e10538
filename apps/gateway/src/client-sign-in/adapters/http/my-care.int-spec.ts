import { gzipSync } from 'node:zlib';
import { personalWorld } from '../../../../test/testing/personal-world.js';

const world = personalWorld();

const care = {
  today: '2027-03-01',
  wish: { kind: 'days', days: 28 },
  stressPeriods: [{ id: 'p1', from: '2027-03-08', to: '2027-03-20' }],
};

/** Scheduling, which keeps what it is told unless it is to refuse. */
const scheduling = ({ gateway }: ReturnType<typeof world>, { kept = true } = {}) => {
  const told: { readonly url: string; readonly body: unknown }[] = [];
  gateway.upstreams.scheduling.answer = ({ url, body }, response) => {
    if (url !== '/internal/own-care') told.push({ url, body: JSON.parse(body.toString()) as unknown });
    const answer = url === '/internal/own-care' ? { care } : { kept };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  };
  return told;
};

const signedIn = async (name: string) => {
  const { gateway, notifications, visitor } = world();
  const cookie = await visitor.open(notifications.give(name));
  return {
    get: (path: string) => gateway.http.get(path).set('cookie', cookie),
    post: (path: string, form: object) => gateway.http.post(path).set('cookie', cookie).type('form').send(form),
  };
};

describe("a client's own pages", () => {
  it('tell what was sent, what comes and what did not, with a reason each', async () => {
    const { notifications } = world();
    notifications.messages = [
      {
        state: 'sent',
        when: 'Tuesday 2 March, 09:00',
        what: 'Reminder of your visit',
        channel: 'sms',
        because: 'you have a visit',
      },
      {
        state: 'not-sent',
        when: 'Monday 1 March, 10:00',
        what: 'Your next visit',
        because: 'you already have a visit booked',
      },
      { state: 'coming', when: 'Friday 5 March, 10:00', what: 'Questions <b>for you' },
    ];
    const { get } = await signedIn('messages');
    const { text } = await get('/me/messages').expect(200);
    const order = [
      '<h2>What comes',
      'Questions &lt;b&gt;for you',
      '<h2>What you got',
      'by text',
      'Why: you have a visit.',
    ];
    const places = [...order, '<h2>What was not sent', 'Not sent: you already have a visit booked.'].map((words) =>
      text.indexOf(words),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).not.toContain('Mara');
  });

  it('show what was chosen, and keep days, pause and none without script', async () => {
    const told = scheduling(world());
    const { get, post } = await signedIn('wishes');
    const { text } = await get('/me/visits').expect(200);
    expect(text).toContain('Now: every 28 days.');
    expect(text).toContain('Monday 8 March 2027');
    expect(text).not.toContain('<script');
    expect(gzipSync(text).length).toBeLessThan(14_000);
    expect(told).toEqual([]);
    const client = { clinicId: 'clinic-elm', clientRef: 'mara' };
    for (const [form, wish] of [
      [
        { wish: '21', until: '' },
        { kind: 'days', days: 21 },
      ],
      [
        { wish: 'pause', until: '2027-04-01' },
        { kind: 'pause', until: '2027-04-01' },
      ],
      [{ wish: 'none', until: '' }, { kind: 'none' }],
      [{ wish: 'practitioner' }, null],
    ] as const) {
      const answer = await post('/me/visits/wish', form).expect(200);
      expect(answer.text).toContain('That is saved.');
      expect(told.pop()).toEqual({ url: '/internal/own-care/wish', body: { ...client, wish } });
    }
  });

  it('take a demanding time, and take it back', async () => {
    const told = scheduling(world());
    const { post } = await signedIn('demanding');
    await post('/me/visits/demanding', { from: '2027-03-08', to: '2027-03-20' }).expect(200);
    expect(told.pop()).toMatchObject({
      url: '/internal/own-care/stress-periods',
      body: { clientRef: 'mara', from: '2027-03-08', to: '2027-03-20', id: expect.any(String) as string },
    });
    await post('/me/visits/take-back', { id: 'p1' }).expect(200);
    expect(told.pop()).toMatchObject({ url: '/internal/own-care/stress-periods/take-back', body: { id: 'p1' } });
  });

  it('say in words what could not be saved', async () => {
    const told = scheduling(world(), { kept: false });
    const { post } = await signedIn('refused');
    const bad = await post('/me/visits/wish', { wish: 'pause', until: '' }).expect(400);
    expect(bad.text).toContain('That was not saved.');
    expect(bad.text).toContain('<title>Error: Your visits - Elm Rooms</title>');
    await post('/me/visits/wish', { wish: 'daily' }).expect(400);
    expect(told).toEqual([]);
    await post('/me/visits/demanding', { from: '2027-03-08', to: '2027-03-01' }).expect(400);
    expect(told).toHaveLength(1);
  });

  it('are closed to whoever has no personal link, and to other sites', async () => {
    const { gateway, notifications, visitor } = world();
    for (const page of ['messages', 'visits']) {
      const answer = await gateway.http.get(`/me/${page}`).expect(303);
      expect(answer.headers['location']).toBe(`/link?return=/me/${page}`);
    }
    const cookie = await visitor.open(notifications.give('cross'));
    await gateway.http
      .post('/me/visits/wish')
      .set({ cookie, 'sec-fetch-site': 'cross-site' })
      .type('form')
      .send({ wish: 'none' })
      .expect(403);
  });
});
