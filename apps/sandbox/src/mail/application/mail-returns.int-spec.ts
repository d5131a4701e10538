import { FixedClock, SilentActivity } from '@aftercare/kernel';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { MailReportHook, MailReturns } from './mail-returns.js';
import { Mailbox } from './mailbox.js';

const NOW = new Date('2027-05-10T09:00:00Z');
const minutesOn = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const SECRET = 'a-secret-of-the-mail-server-for-tests';

interface Report {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

class Hook extends MailReportHook {
  constructor(
    override readonly url: string,
    override readonly secret: string | undefined,
  ) {
    super();
  }
}

/** Stands where the product would be. */
class Product {
  readonly reports: Report[] = [];
  status = 200;
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.reports.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(this.status).end();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks/mail/reports`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const product = new Product();
let url: string;

beforeAll(async () => {
  url = await product.start();
});
beforeEach(() => {
  product.reports.length = 0;
  product.status = 200;
});
afterAll(() => product.stop());

const aWorld = (secrets: readonly string[] = [SECRET]) => {
  const clock = new FixedClock(NOW);
  const mailbox = new Mailbox(clock, new SilentActivity());
  const returns = new MailReturns(mailbox, new Hook(url, secrets[0]), clock, new SilentActivity());
  const arrive = (to: string) =>
    mailbox.receive(
      Buffer.from(`From: hello@elm.example\r\nTo: ${to}\r\nMessage-ID: <1-abc@elm.example>\r\n\r\nSee you.`),
      [to],
    );
  const fireAt = async (at: Date): Promise<void> => {
    clock.set(at);
    await returns.fire(at);
  };
  return { mailbox, returns, arrive, fireAt };
};

describe('a mail to a closed mailbox', () => {
  it('is taken, and comes back five minutes later, once', async () => {
    const { mailbox, returns, arrive, fireAt } = aWorld();
    mailbox.setFault('gone@post.example', 'closed-mailbox');
    await arrive('gone@post.example');
    expect(mailbox.to('gone@post.example')).toHaveLength(1);
    expect(await returns.nextAt()).toEqual(minutesOn(5));
    await fireAt(minutesOn(4));
    expect(product.reports).toHaveLength(0);
    await fireAt(minutesOn(5));
    await fireAt(minutesOn(6));
    expect(product.reports).toHaveLength(1);
    expect(await returns.nextAt()).toBeUndefined();

    const [{ headers, body } = { headers: {}, body: '' }] = product.reports;
    expect(headers).toMatchObject({ authorization: `Bearer ${SECRET}`, 'content-type': 'message/rfc822' });
    const parts = (await PostalMime.parse(body, { forceRfc822Attachments: true })).attachments;
    expect(parts.map(({ mimeType }) => mimeType)).toEqual(['message/delivery-status', 'text/rfc822-headers']);
    expect(body).toContain('Final-Recipient: rfc822; gone@post.example');
    expect(body).toContain('Message-ID: <1-abc@elm.example>');
  });

  it('is handed on again when nobody took the report', async () => {
    const { mailbox, returns, arrive, fireAt } = aWorld();
    mailbox.setFault('gone@post.example', 'closed-mailbox');
    await arrive('gone@post.example');
    product.status = 503;
    await fireAt(minutesOn(5));
    expect(await returns.nextAt()).toEqual(minutesOn(20));
    product.status = 403;
    await fireAt(minutesOn(20));
    expect(await returns.nextAt()).toBeUndefined();
    expect(product.reports).toHaveLength(2);
  });
});

describe('a mail that its reader calls unwanted', () => {
  it('leads to a complaint', async () => {
    const { mailbox, arrive, fireAt } = aWorld();
    mailbox.setFault('annoyed@post.example', 'unwanted');
    await arrive('annoyed@post.example');
    await fireAt(minutesOn(5));
    expect(product.reports[0]?.body).toContain('Feedback-Type: abuse');
  });
});

describe('mails that do not come back', () => {
  it('are those to mailboxes that work, and all of them where nobody takes reports', async () => {
    const { returns, arrive } = aWorld();
    await arrive('mara@post.example');
    expect(await returns.nextAt()).toBeUndefined();
    const untold = aWorld([]);
    untold.mailbox.setFault('gone@post.example', 'closed-mailbox');
    await untold.arrive('gone@post.example');
    await untold.fireAt(minutesOn(5));
    expect(product.reports).toHaveLength(0);
  });
});
