import { parse } from 'node-html-parser';
import { startSandbox, type RunningSandbox } from '../../../testing/sandbox.js';
import { SmtpClient } from '../../../testing/smtp-client.js';
import { TwilioClient } from '../../../testing/twilio-client.js';
import { WebhookReceiver } from '../../../testing/webhook-receiver.js';

const receiver = new WebhookReceiver();
let sandbox: RunningSandbox;
const person = '+447700900101';
const clinic = '+447700900901';

beforeAll(async () => {
  const product = await receiver.start();
  sandbox = await startSandbox({ PUBLIC_URL: product });
  const twilio = new TwilioClient(sandbox.url);
  for (const Body of ['older', 'newer: http://127.0.0.1:9/s/abc <b>']) {
    const sent = await twilio.send({ To: person, From: clinic, Body, StatusCallback: `${product}/status` });
    await receiver.about(sent.body.sid, 2);
  }
  const client = await SmtpClient.open(sandbox.smtpPort);
  await client.send('mara@example.com', 'Subject: Your visit\n\nSee https://elm.example/b/1');
  client.end();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.stop();
});

const open = async (path: string) => {
  const response = await fetch(`${sandbox.url}${path}`);
  expect(response.status).toBe(200);
  return parse(await response.text());
};

describe('the pages of phones and mailboxes', () => {
  it('list every device that has seen something', async () => {
    const links = (await open('/')).querySelectorAll('table a').map((link) => [link.text, link.getAttribute('href')]);
    expect(links).toEqual([
      [person, '/phones/%2B447700900101'],
      ['mara@example.com', '/mailboxes/mara%40example.com'],
    ]);
  });

  it('show a phone with its newest text last, links to follow, and nothing of it as markup', async () => {
    const document = await open('/phones/%2B447700900101');
    const texts = document.querySelectorAll('article');
    expect(texts.map((text) => text.text.includes('newer'))).toEqual([false, true]);
    expect(texts[1]?.querySelector('a')?.getAttribute('href')).toBe('http://127.0.0.1:9/s/abc');
    expect(texts[1]?.querySelector('b')).toBeNull();
  });

  it('show a mailbox', async () => {
    const document = await open('/mailboxes/mara%40example.com');
    expect(document.querySelector('h2')?.text).toBe('Your visit');
    expect(document.querySelector('article a')?.getAttribute('href')).toBe('https://elm.example/b/1');
  });

  it('send a reply to the clinic that wrote and come back to the phone', async () => {
    const form = (await open('/phones/%2B447700900101')).querySelector('form');
    const to = form?.querySelector('input[name=to]')?.getAttribute('value') ?? '';
    const answer = await fetch(`${sandbox.url}${form?.getAttribute('action') ?? ''}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ to, body: 'Yes, see you' }),
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/phones/%2B447700900101']);
    expect(receiver.hooks.at(-1)?.fields).toMatchObject({ From: person, To: clinic, Body: 'Yes, see you' });
    const texts = (await open('/phones/%2B447700900101')).querySelectorAll('article');
    expect(texts.at(-1)?.text).toContain('Yes, see you');
  });

  it('send nothing when nothing was written', async () => {
    const before = receiver.hooks.length;
    const answer = await fetch(`${sandbox.url}/phones/%2B447700900101/replies`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ to: clinic, body: '  ' }),
    });
    expect(answer.status).toBe(303);
    expect(receiver.hooks).toHaveLength(before);
  });
});
