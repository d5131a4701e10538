import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sha256 } from '@aftercare/kernel';
import type { SmsMessage } from '../../application/ports.js';
import { TwilioOptions } from './twilio-options.js';
import { TwilioSmsSender } from './twilio-sms-sender.js';

const anSms: SmsMessage = {
  attemptId: 'a1',
  clinicId: 'c1',
  from: '+442079460000',
  to: '+447700900001',
  body: 'Elm Rooms: hello',
  statusCallback: 'https://elm.example/hooks/twilio/status?a=a1',
  validitySeconds: 3600.5,
};

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
  readonly authorization: string;
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Where the provider answers, no limit of time decides the test; where silence is the test, it need not be long. */
const PATIENT_MS = 30_000;
const IMPATIENT_MS = 250;

/** An HTTP server that answers what it is told to. */
const provider = async (
  answer: (call: Call, response: ServerResponse, request: IncomingMessage) => void,
  timeoutMs = PATIENT_MS,
) => {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = {
        method: request.method ?? '',
        url: new URL(request.url ?? '', 'http://x'),
        form: new URLSearchParams(body),
        authorization: request.headers.authorization ?? '',
      };
      calls.push(call);
      answer(call, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  open.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sender = new TwilioSmsSender(
    new TwilioOptions({
      accountSid: 'AC0123456789',
      authToken: 'secret',
      baseUrl,
      timeoutMs,
      publicUrl: 'https://elm.example',
    }),
  );
  return { sender, calls };
};

const json = (
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const error = (status: number, code: number) => (_call: Call, response: ServerResponse) =>
  json(response, status, { code, message: 'no', status });

describe('sending a text', () => {
  it('asks the configured host for one message and returns its id', async () => {
    const { sender, calls } = await provider((_call, response) =>
      json(response, 201, { sid: 'SM1', status: 'queued' }),
    );
    await expect(sender.send(anSms)).resolves.toEqual({ outcome: 'accepted', providerId: 'SM1' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.url.pathname).toBe('/2010-04-01/Accounts/AC0123456789/Messages.json');
    expect(Object.fromEntries(calls[0]?.form ?? [])).toEqual({
      To: anSms.to,
      From: anSms.from,
      Body: anSms.body,
      StatusCallback: anSms.statusCallback,
      ValidityPeriod: '3600',
    });
    expect(calls[0]?.authorization).toBe(`Basic ${Buffer.from('AC0123456789:secret').toString('base64')}`);
  });

  it.each([
    [400, 21211, { outcome: 'refused', code: '21211', reason: 'CONTACT_BAD' }],
    [400, 21614, { outcome: 'refused', code: '21614', reason: 'CONTACT_BAD' }],
    [400, 21610, { outcome: 'refused', code: '21610', reason: 'STOPPED' }],
    [400, 21606, { outcome: 'refused', code: '21606', reason: 'PROVIDER_REFUSED' }],
    [400, 21408, { outcome: 'refused', code: '21408', reason: 'PROVIDER_REFUSED' }],
    [404, 20404, { outcome: 'refused', code: '20404', reason: 'PROVIDER_REFUSED' }],
    [401, 20003, { outcome: 'retry-later', afterSeconds: 300 }],
    [429, 20429, { outcome: 'retry-later', afterSeconds: 5 }],
    [400, 21611, { outcome: 'retry-later', afterSeconds: 5, concerns: 'message' }],
    [500, 20500, { outcome: 'retry-later', afterSeconds: 5 }],
    [503, 0, { outcome: 'retry-later', afterSeconds: 30 }],
    [502, 0, { outcome: 'in-doubt' }],
    [504, 0, { outcome: 'in-doubt' }],
  ] as const)('reads HTTP %d with error %d', async (status, code, expected) => {
    const { sender, calls } = await provider(error(status, code));
    await expect(sender.send(anSms)).resolves.toEqual(expected);
    expect(calls).toHaveLength(1);
  });

  it('waits as long as it was asked to', async () => {
    const { sender } = await provider((_call, response) =>
      json(response, 429, { code: 20429 }, { 'retry-after': '17' }),
    );
    await expect(sender.send(anSms)).resolves.toEqual({ outcome: 'retry-later', afterSeconds: 17 });
  });

  it.each([
    ['a dropped reply', (_call: Call, _response: ServerResponse, request: IncomingMessage) => request.socket.destroy()],
    [
      'half a reply',
      (_call: Call, response: ServerResponse) =>
        void response.writeHead(201, { 'content-length': '500' }).write('{"sid":', () => response.destroy()),
    ],
    [
      "a reply that is not Twilio's",
      (_call: Call, response: ServerResponse) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
    ],
  ])('is in doubt after %s, and is not repeated', async (_name, answer) => {
    const { sender, calls } = await provider(answer);
    await expect(sender.send(anSms)).resolves.toEqual({ outcome: 'in-doubt' });
    expect(calls).toHaveLength(1);
  });

  it('is in doubt after no reply in time, and is not repeated', async () => {
    const { sender, calls } = await provider(() => undefined, IMPATIENT_MS);
    await expect(sender.send(anSms)).resolves.toEqual({ outcome: 'in-doubt' });
    expect(calls).toHaveLength(1);
  });

  it('was certainly not sent when nobody listens', async () => {
    const { sender } = await provider(() => undefined);
    for (const close of open.splice(0)) await close();
    await expect(sender.send(anSms)).resolves.toEqual({ outcome: 'retry-later', afterSeconds: 30 });
  });

  it('does not call without a number', async () => {
    const { sender, calls } = await provider(() => undefined);
    await expect(sender.send({ ...anSms, to: '' })).resolves.toMatchObject({ outcome: 'refused' });
    expect(calls).toEqual([]);
  });
});

describe('looking a text up', () => {
  const sentAfter = new Date('2027-05-10T08:00:00.700Z');
  const look = { from: anSms.from, to: anSms.to, sentAfter, bodyHash: sha256(anSms.body) };
  const aMessage = (changes: object = {}) => ({
    sid: 'SM1',
    body: anSms.body,
    status: 'delivered',
    error_code: null,
    date_created: 'Mon, 10 May 2027 08:00:00 +0000',
    ...changes,
  });
  const list =
    (...messages: readonly object[]) =>
    (_call: Call, response: ServerResponse) =>
      json(response, 200, { messages, next_page_uri: null, page: 0, page_size: 50 });

  it('finds it by numbers, time and body', async () => {
    const { sender, calls } = await provider(list(aMessage({ body: 'other' }), aMessage({ sid: 'SM2' })));
    await expect(sender.lookUp(look)).resolves.toEqual({ found: true, providerId: 'SM2', status: 'delivered' });
    expect(calls[0]?.method).toBe('GET');
    expect([calls[0]?.url.searchParams.get('To'), calls[0]?.url.searchParams.get('From')]).toEqual([
      anSms.to,
      anSms.from,
    ]);
  });

  it('finds it although the clock of the provider is behind ours', async () => {
    const { sender } = await provider(list(aMessage({ date_created: 'Mon, 10 May 2027 07:59:35 +0000' })));
    await expect(sender.lookUp(look)).resolves.toMatchObject({ found: true });
  });

  it('tells the error of a failed one', async () => {
    const { sender } = await provider(list(aMessage({ status: 'undelivered', error_code: 30003 })));
    await expect(sender.lookUp(look)).resolves.toMatchObject({ status: 'undelivered', errorCode: '30003' });
  });

  it('leaves an earlier attempt alone', async () => {
    const { sender } = await provider(list(aMessage({ date_created: 'Mon, 10 May 2027 07:59:00 +0000' })));
    await expect(sender.lookUp(look)).resolves.toEqual({ found: false });
  });

  it('does not take a silent provider for an empty list', async () => {
    const { sender } = await provider(error(500, 20500));
    await expect(sender.lookUp(look)).resolves.toEqual({ found: 'unanswered' });
  });
});
