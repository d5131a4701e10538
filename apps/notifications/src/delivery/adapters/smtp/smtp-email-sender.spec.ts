import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { FixedClock } from '@aftercare/kernel';
import * as fc from 'fast-check';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import type { EmailMessage } from '../../application/ports.js';
import { SmtpEmailSender } from './smtp-email-sender.js';
import { SmtpOptions } from './smtp-options.js';
import { byCommand, scriptedServer } from './testing/scripted-server.js';

/** Trouble of one message that says nothing of others. */
const ITS_OWN = { outcome: 'retry-later', afterSeconds: 60, concerns: 'message' } as const;
const clock = new FixedClock(new Date('2027-05-10T08:00:00Z'));

const anEmail = (changes: Partial<EmailMessage> = {}): EmailMessage => ({
  attemptId: 'a1',
  clinicId: 'c1',
  messageId: '<r1@elm.example>',
  from: 'Elm Rooms <hello@elm.example>',
  to: 'mara@mail.example',
  subject: 'Your visit on Tuesday 11 May',
  text: 'Elm Rooms: your visit is booked for Tue 11 May 10:30.\n',
  html: '<p>Elm Rooms</p>',
  headers: {
    'List-Unsubscribe': '<https://elm.example/u/t/one-click>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
  ...changes,
});

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

/** Where a server answers, no limit of time decides the test; where silence is the test, it need not be long. */
const PATIENT_MS = 30_000;
const IMPATIENT_MS = 300;

const senderTo = (port: number, silenceTimeoutMs = IMPATIENT_MS): SmtpEmailSender => {
  const sender = new SmtpEmailSender(
    new SmtpOptions({
      url: `smtp://127.0.0.1:${port}`,
      maxConnections: 2,
      connectTimeoutMs: PATIENT_MS,
      silenceTimeoutMs,
    }),
    clock,
  );
  open.unshift({ close: () => sender.onApplicationShutdown() });
  return sender;
};

/** A whole SMTP server that keeps what it gets. */
const mailbox = async (
  options: SMTPServerOptions = {},
): Promise<{ readonly sender: SmtpEmailSender; readonly received: Received[] }> => {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  open.push({ close: () => new Promise<void>((resolve) => server.close(() => resolve())) });
  return { sender: senderTo((server.server.address() as AddressInfo).port, PATIENT_MS), received };
};

const scripted = async (reply: (line: string) => string | undefined): Promise<SmtpEmailSender> => {
  const { port, close } = await scriptedServer(reply);
  open.push({ close });
  return senderTo(port);
};

describe('sending an email', () => {
  it('puts the plain text first, keeps our Message-ID and carries the one-click headers', async () => {
    const { sender, received } = await mailbox();
    await expect(sender.send(anEmail())).resolves.toEqual({ outcome: 'accepted', providerId: '<r1@elm.example>' });
    const raw = received[0]?.raw ?? '';
    expect(raw).toContain('Message-ID: <r1@elm.example>');
    expect(raw).toContain('From: Elm Rooms <hello@elm.example>');
    expect(raw).toContain('List-Unsubscribe: <https://elm.example/u/t/one-click>');
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(raw).toContain('Date: Mon, 10 May 2027 08:00:00 +0000');
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
  });

  it('attaches the calendar file with its method', async () => {
    const { sender, received } = await mailbox();
    await sender.send(
      anEmail({ calendar: { method: 'CANCEL', content: 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR' } }),
    );
    expect(received[0]?.raw).toContain('method=CANCEL');
    expect(received[0]?.raw).toContain('appointment.ics');
  });

  it('lets no field add a header or a recipient', async () => {
    const { sender, received } = await mailbox();
    const ends = [
      '\r\nBcc: evil@x.example',
      '\nX-Evil: 1',
      '\u2028Bcc: e@x.example',
      '\u0000',
      '\r\n\r\n<script>',
      '"<>,;',
      '\u0085Bcc: e@x.example',
      '=?utf-8?q?=0D=0ABcc:?=',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ends), fc.string({ unit: 'grapheme', maxLength: 40 }), async (end, noise) => {
        const value = `${noise}${end}`;
        received.length = 0;
        await sender.send(
          anEmail({
            from: `${value} <hello@elm.example>`,
            subject: value,
            headers: { 'X-Note': value, [value]: 'x', Bcc: 'evil@x.example' },
          }),
        );
        for (const to of [`mara@mail.example${value}`, `${value}@mail.example`]) await sender.send(anEmail({ to }));
        for (const mail of received) {
          const names = (mail.raw.split('\r\n\r\n')[0] ?? '')
            .split(/\r\n(?![ \t])/)
            .map((line) => line.split(':')[0]?.toLowerCase());
          const ours = [
            'from',
            'to',
            'subject',
            'message-id',
            'date',
            'mime-version',
            'content-type',
            'x-note',
            'list-unsubscribe',
            'list-unsubscribe-post',
          ];
          expect(names.filter((name) => !ours.includes(name ?? ''))).toEqual([]);
          expect(mail.to).toHaveLength(1);
        }
        expect(received[0]?.to).toEqual(['mara@mail.example']);
      }),
      { numRuns: 60 },
    );
  });

  it('never sends to or from what is no plain address', async () => {
    const { sender, received } = await mailbox();
    for (const to of ['', 'x', 'a@b@c', 'a b@c.d', 'a@c.d,e@f.g', '<a@c.d>', 'a@c.d\r\nRCPT TO:<e@f.g>']) {
      await expect(sender.send(anEmail({ to }))).resolves.toEqual({
        outcome: 'refused',
        code: 'ADDRESS',
        reason: 'CONTACT_BAD',
      });
    }
    await expect(sender.send(anEmail({ from: 'Elm' }))).resolves.toMatchObject({
      outcome: 'refused',
      reason: 'PROVIDER_REFUSED',
    });
    await expect(sender.send(anEmail({ messageId: 'r1' }))).resolves.toMatchObject({
      outcome: 'refused',
      reason: 'PROVIDER_REFUSED',
    });
    expect(received).toEqual([]);
  });
});

describe('an email that fails', () => {
  it.each([
    ['no such mailbox', { RCPT: '550 5.1.1 no such user' }, { outcome: 'refused', code: '550', reason: 'CONTACT_BAD' }],
    [
      'a mailbox without enhanced codes',
      { RCPT: '550 unknown' },
      { outcome: 'refused', code: '550', reason: 'CONTACT_BAD' },
    ],
    ['a policy', { RCPT: '550 5.7.1 not from here' }, { outcome: 'refused', code: '550', reason: 'PROVIDER_REFUSED' }],
    [
      'a refused sender',
      { MAIL: '553 5.1.8 bad sender' },
      { outcome: 'refused', code: '553', reason: 'PROVIDER_REFUSED' },
    ],
    ['a refused text', { '.': '554 5.6.0 no' }, { outcome: 'refused', code: '554', reason: 'PROVIDER_REFUSED' }],
    ['greylisting', { RCPT: '451 4.7.1 later' }, ITS_OWN],
    ['a full mailbox', { RCPT: '452 4.2.2 mailbox full' }, ITS_OWN],
    ['a full mailbox after the text', { '.': '452 4.2.2 mailbox full' }, ITS_OWN],
    ['a busy mailbox without enhanced codes', { RCPT: '450 busy' }, ITS_OWN],
    ['a full server', { RCPT: '452 no room' }, { outcome: 'retry-later', afterSeconds: 60 }],
    ['a server that wants less', { RCPT: '450 4.7.1 rate limit' }, { outcome: 'retry-later', afterSeconds: 60 }],
    ['a sender who is to wait', { MAIL: '451 4.1.8 later' }, { outcome: 'retry-later', afterSeconds: 60 }],
    ['a full server after the text', { '.': '452 4.3.1 full' }, { outcome: 'retry-later', afterSeconds: 60 }],
    ['silence before the text', { RCPT: undefined }, { outcome: 'retry-later', afterSeconds: 30 }],
    ['a closed connection before the text', { DATA: 'hang up' }, { outcome: 'retry-later', afterSeconds: 30 }],
    ['silence after the final dot', { '.': undefined }, { outcome: 'in-doubt' }],
    ['a closed connection after the final dot', { '.': 'hang up' }, { outcome: 'in-doubt' }],
  ] as const)('ends by its cause: %s', async (_name, special, expected) => {
    let dots = 0;
    const sender = await scripted((line) => {
      if (line === '.') dots += 1;
      return byCommand(special)(line);
    });
    await expect(sender.send(anEmail())).resolves.toEqual(expected);
    expect(dots).toBeLessThanOrEqual(1);
  });

  it('waits when nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(senderTo(port).send(anEmail())).resolves.toEqual({ outcome: 'retry-later', afterSeconds: 30 });
  });

  it('goes on with the next message', async () => {
    let first = true;
    const sender = await scripted((line) => {
      if (line === '.' && first) {
        first = false;
        return 'hang up';
      }
      return byCommand({})(line);
    });
    await expect(sender.send(anEmail())).resolves.toEqual({ outcome: 'in-doubt' });
    await expect(sender.send(anEmail({ messageId: '<r2@elm.example>' }))).resolves.toMatchObject({
      outcome: 'accepted',
    });
  });
});
