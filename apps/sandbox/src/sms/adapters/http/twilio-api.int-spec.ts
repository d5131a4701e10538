import { createHmac } from 'node:crypto';
import { startSandbox, TOKEN, type RunningSandbox } from '../../../testing/sandbox.js';
import { TwilioClient } from '../../../testing/twilio-client.js';
import { WebhookReceiver, type ReceivedHook } from '../../../testing/webhook-receiver.js';

const receiver = new WebhookReceiver();
let product: string;
let sandbox: RunningSandbox;
let twilio: TwilioClient;

beforeAll(async () => {
  product = await receiver.start();
  sandbox = await startSandbox({ PUBLIC_URL: product });
  twilio = new TwilioClient(sandbox.url);
});
afterAll(async () => {
  await sandbox.close();
  await receiver.stop();
});

const control = async (path: string, body: object): Promise<void> => {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBeLessThan(300);
};

/** Twilio's documented algorithm, written out a second time. */
const expectedSignature = (hook: ReceivedHook): string => {
  let text = `${product}${hook.path}`;
  for (const [name, value] of Object.entries(hook.fields).sort(([one], [other]) => (one < other ? -1 : 1)))
    text += `${name}${value}`;
  return createHmac('sha1', TOKEN).update(text, 'utf8').digest('base64');
};

const statuses = (hooks: readonly ReceivedHook[]): readonly (string | undefined)[] =>
  hooks.map((hook) => hook.fields['MessageStatus']);

describe('messages', () => {
  it('are created as queued, at the time of the stepped clock, and can be fetched', async () => {
    const created = await twilio.send({ Body: 'see you' });
    expect(created).toMatchObject({
      status: 201,
      body: { status: 'queued', body: 'see you', direction: 'outbound-api' },
    });
    expect(created.body.date_created).toBe('Mon, 10 May 2027 09:00:00 +0000');
    expect(await twilio.fetch(created.body.sid)).toMatchObject({ status: 200, body: { sid: created.body.sid } });
  });

  it('are refused without the account’s token, and unknown ones are not found', async () => {
    expect((await new TwilioClient(sandbox.url, 'wrong').send({})).status).toBe(401);
    expect((await twilio.fetch('SMunknown')).status).toBe(404);
  });

  it('need a body', async () => {
    expect(await twilio.send({ Body: '' })).toMatchObject({ status: 400, body: { code: 21602 } });
  });

  it('are listed newest first, by recipient, sender and day, page by page', async () => {
    const To = '+447700900150';
    for (const Body of ['first', 'second', 'third']) await twilio.send({ To, Body });
    const page = await twilio.list({ To, PageSize: '2' });
    expect(page.body.messages.map(({ body }) => body)).toEqual(['third', 'second']);
    const rest = await twilio.follow(page.body.next_page_uri ?? '');
    expect(rest.messages.map(({ body }) => body)).toEqual(['first']);
    expect(rest.next_page_uri).toBeNull();
    expect((await twilio.list({ To, From: '+447700900999' })).body.messages).toHaveLength(0);
    expect((await twilio.list({ To, DateSent: '2027-05-10' })).body.messages).toHaveLength(3);
    expect((await twilio.list({ To, 'DateSent>': '2027-05-11' })).body.messages).toHaveLength(0);
    expect((await twilio.list({ To, 'DateSent<': '2027-05-09' })).body.messages).toHaveLength(0);
  });
});

describe('status callbacks', () => {
  it('tell sent, then delivered, each signed over the exact address', async () => {
    const created = await twilio.send({ StatusCallback: `${product}/hooks/twilio/status?a=attempt-1` });
    const hooks = await receiver.about(created.body.sid, 2);
    expect(created.body.status).toBe('queued');
    expect(statuses(hooks)).toEqual(['sent', 'delivered']);
    for (const hook of hooks) {
      expect(hook.path).toBe('/hooks/twilio/status?a=attempt-1');
      expect(hook.signature).toBe(expectedSignature(hook));
    }
  });

  it.each([
    ['unreachable', '30003'],
    ['unknown', '30005'],
  ])('tell undelivered for a handset that is %s', async (condition, code) => {
    const To = condition === 'unknown' ? '+447700900161' : '+447700900160';
    await control('handsets', { number: To, condition });
    const created = await twilio.send({ To, StatusCallback: `${product}/hooks/twilio/status` });
    const hooks = await receiver.about(created.body.sid, 2);
    expect(statuses(hooks)).toEqual(['sent', 'undelivered']);
    expect(hooks[1]?.fields['ErrorCode']).toBe(code);
    expect((await twilio.fetch(created.body.sid)).body.error_code).toBe(Number(code));
  });
});

describe('faults', () => {
  it.each([
    ['invalid-number', 400, 21211],
    ['opted-out', 400, 21610],
    ['too-many-requests', 429, 20429],
    ['server-error', 500, 20500],
  ])('answer %s once and take the next text', async (fault, status, code) => {
    const To = '+447700900170';
    await control('faults', { fault, to: To });
    expect(await twilio.send({ To })).toMatchObject({ status, body: { code } });
    expect((await twilio.send({ To })).status).toBe(201);
  });

  it('refuse a number that is none', async () => {
    expect(await twilio.send({ To: 'home' })).toMatchObject({ status: 400, body: { code: 21211 } });
  });

  it('drop the reply of a text that was taken all the same', async () => {
    const To = '+447700900171';
    await control('faults', { fault: 'drop-reply', to: To });
    await expect(twilio.send({ To, Body: 'lost reply' })).rejects.toThrow();
    expect((await twilio.list({ To })).body.messages.map(({ body }) => body)).toEqual(['lost reply']);
  });

  it('refuse the connection without taking the text', async () => {
    const To = '+447700900172';
    await control('faults', { fault: 'refuse-connection', to: To });
    await expect(twilio.send({ To })).rejects.toThrow();
    expect((await twilio.list({ To })).body.messages).toHaveLength(0);
  });
});

describe('replies', () => {
  it('arrive at the product as signed inbound texts', async () => {
    await control('replies', { from: '+447700900101', to: '+447700900901', body: 'STOP' });
    const hook = receiver.hooks.findLast(({ path }) => path === '/hooks/twilio/inbound');
    expect(hook?.fields).toMatchObject({ From: '+447700900101', To: '+447700900901', Body: 'STOP' });
    expect(hook?.signature).toBe(hook === undefined ? '' : expectedSignature(hook));
    expect((await twilio.send({})).status).toBe(201);
  });
});

describe('own opt-out', () => {
  it('answers and blocks STOP by itself until START', async () => {
    const own = await startSandbox({ PUBLIC_URL: product, TWILIO_OPT_OUT: 'twilio' });
    const client = new TwilioClient(own.url);
    const person = { from: '+447700900101', to: '+447700900901' };
    const write = (body: string): Promise<Response> =>
      fetch(`${own.url}/sandbox/replies`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...person, body }),
      });
    try {
      await write('stop');
      expect(receiver.hooks.at(-1)?.fields['OptOutType']).toBe('STOP');
      expect(await client.send({})).toMatchObject({ status: 400, body: { code: 21610 } });
      expect((await client.send({ From: '+447700900902' })).status).toBe(201);
      await write('START');
      expect((await client.send({})).status).toBe(201);
      const answers = (await client.list({ To: person.from })).body.messages.filter(
        ({ direction }) => direction === 'outbound-reply',
      );
      expect(answers).toHaveLength(2);
    } finally {
      await own.close();
    }
  });
});
