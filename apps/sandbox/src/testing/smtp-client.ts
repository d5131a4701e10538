import { connect, type Socket } from 'node:net';

/** What the server last said, or that it hung up. */
export type SmtpReply = { readonly code: number } | { readonly code: 'closed' };

/** The few words of SMTP that a test needs, spoken over a plain socket. */
export class SmtpClient {
  private buffer = '';
  private closed = false;
  private look: () => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.buffer += text;
      this.look();
    });
    socket.on('close', () => {
      this.closed = true;
      this.look();
    });
    socket.on('error', () => undefined);
  }

  static async open(port: number): Promise<SmtpClient> {
    const client = new SmtpClient(connect(port, '127.0.0.1'));
    await client.reply();
    await client.say('EHLO tests.example');
    return client;
  }

  /** One mail; the last reply tells how it ended. */
  async send(to: string, mail: string): Promise<SmtpReply> {
    await this.say('MAIL FROM:<notes@elm-rooms.example>');
    const accepted = await this.say(`RCPT TO:<${to}>`);
    if (accepted.code !== 250) return accepted;
    await this.say('DATA');
    return this.say(`${mail.replaceAll('\n', '\r\n')}\r\n.`);
  }

  end(): void {
    this.socket.destroy();
  }

  private say(line: string): Promise<SmtpReply> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  private async reply(): Promise<SmtpReply> {
    for (;;) {
      // The last line of a reply has a space behind its code.
      const match = /^(\d{3}) [^\n]*\n/m.exec(this.buffer);
      if (match !== null) {
        this.buffer = this.buffer.slice(match.index + match[0].length);
        return { code: Number(match[1]) };
      }
      if (this.closed) return { code: 'closed' };
      await new Promise<void>((resolve) => {
        this.look = resolve;
      });
    }
  }
}
