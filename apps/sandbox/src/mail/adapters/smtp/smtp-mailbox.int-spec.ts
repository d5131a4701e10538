import { startSandbox, type RunningSandbox } from '../../../testing/sandbox.js';
import { SmtpClient } from '../../../testing/smtp-client.js';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
});

interface SeenMail {
  readonly at: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly calendar?: string;
}

const mailsTo = async (address: string): Promise<readonly SeenMail[]> => {
  const response = await fetch(`${sandbox.url}/sandbox/mails?to=${encodeURIComponent(address)}`);
  return ((await response.json()) as { readonly items: readonly SeenMail[] }).items;
};

const fault = async (address: string, name: string | null): Promise<void> => {
  const response = await fetch(`${sandbox.url}/sandbox/mail-faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address, fault: name }),
  });
  expect(response.status).toBe(204);
};

const aMail = (subject: string): string => `From: Elm Rooms <notes@elm-rooms.example>
To: mara@example.com
Subject: ${subject}
Message-ID: <${subject.length}-abc@elm-rooms.example>
List-Unsubscribe: <https://elm.example/u/token>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain; charset=utf-8

See you on Tuesday.
--cut
Content-Type: text/calendar; charset=utf-8; method=REQUEST
Content-Disposition: attachment; filename="visit.ics"

BEGIN:VCALENDAR
END:VCALENDAR
--cut--`;

describe('the SMTP mailbox', () => {
  it('keeps what it accepted: text, headers, calendar file and the time of the stepped clock', async () => {
    const client = await SmtpClient.open(sandbox.smtpPort);
    expect(await client.send('Mara@example.com', aMail('Your visit'))).toEqual({ code: 250 });
    client.end();
    const [mail] = await mailsTo('mara@example.com');
    expect(mail).toMatchObject({
      at: '2027-05-10T09:00:00.000Z',
      subject: 'Your visit',
      messageId: '<10-abc@elm-rooms.example>',
    });
    expect(mail?.text).toContain('See you on Tuesday.');
    expect(mail?.headers['list-unsubscribe']).toBe('<https://elm.example/u/token>');
    expect(mail?.calendar).toContain('BEGIN:VCALENDAR');
  });

  it.each([
    ['unknown-mailbox', 550],
    ['greylist', 451],
  ])('refuses a recipient with %s and keeps nothing', async (name, code) => {
    const address = `${name}@example.com`;
    await fault(address, name);
    const client = await SmtpClient.open(sandbox.smtpPort);
    expect(await client.send(address, aMail('Refused'))).toEqual({ code });
    client.end();
    expect(await mailsTo(address)).toHaveLength(0);
  });

  it('hangs up after the final dot of a mail that it took', async () => {
    await fault('cut@example.com', 'cut-after-dot');
    const client = await SmtpClient.open(sandbox.smtpPort);
    expect(await client.send('cut@example.com', aMail('In doubt'))).not.toEqual({ code: 250 });
    client.end();
    expect(await mailsTo('cut@example.com')).toHaveLength(1);
  });

  it('hangs up before it takes a mail', async () => {
    await fault('lost@example.com', 'cut-before-data');
    const client = await SmtpClient.open(sandbox.smtpPort);
    expect(await client.send('lost@example.com', aMail('Lost'))).not.toEqual({ code: 250 });
    client.end();
    expect(await mailsTo('lost@example.com')).toHaveLength(0);
  });

  it('accepts again once the fault is gone', async () => {
    await fault('back@example.com', 'unknown-mailbox');
    await fault('back@example.com', null);
    const client = await SmtpClient.open(sandbox.smtpPort);
    expect(await client.send('back@example.com', aMail('Hello again'))).toEqual({ code: 250 });
    client.end();
  });
});
