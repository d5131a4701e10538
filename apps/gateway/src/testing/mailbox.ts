import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given. */
export class Mailbox {
  readonly mails: { readonly to: readonly string[]; readonly source: string }[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<Mailbox> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        void text(stream).then((source) => {
          box.mails.push({ to: session.envelope.rcptTo.map((recipient) => recipient.address), source });
          done();
        });
      },
    });
    const box = new Mailbox(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return box;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The token of the newest sign-in link, in whatever way the mail was encoded. */
  lastToken(): string {
    const source = this.mails.at(-1)?.source.replaceAll('=\r\n', '') ?? '';
    return /confirm#(\w+)/u.exec(source)?.[1] ?? '';
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}
