import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Activity } from '@aftercare/kernel';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { Mailbox } from '../../application/mailbox.js';

/** Where the mailbox listens. */
export abstract class SmtpAddress {
  abstract readonly host: string;
  abstract readonly port: number;
}

type Done = (error?: Error | null, message?: string) => void;

const smtpError = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/** A real SMTP server in front of the mailboxes: no sign-in, no encryption, loopback only. */
@Injectable()
export class SmtpMailbox implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly server: SMTPServer;

  constructor(
    private readonly address: SmtpAddress,
    private readonly mailbox: Mailbox,
    private readonly activity: Activity,
  ) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: ({ address: to }, _session, done) => done(this.refusalOf(to)),
      onData: (stream, session, done) => this.onData(stream, session, done),
    });
    this.server.on('error', () => undefined);
  }

  onApplicationBootstrap(): Promise<void> {
    return new Promise((resolve) => this.server.listen(this.address.port, this.address.host, resolve));
  }

  onApplicationShutdown(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private refusalOf(to: string): Error | null {
    const fault = this.mailbox.faultOf(to);
    if (fault === 'unknown-mailbox') return smtpError(550, '5.1.1 mailbox unavailable');
    return fault === 'greylist' ? smtpError(451, '4.7.1 try again later') : null;
  }

  private onData(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): void {
    const finished = this.activity.begin('mail');
    const to = session.envelope.rcptTo.map((recipient) => recipient.address);
    this.collect(stream, to)
      .then(
        (cut) => (cut ? this.cut(session) : done(null, 'accepted')),
        (error: unknown) => done(error instanceof Error ? error : smtpError(451, 'not read')),
      )
      .finally(finished);
  }

  /** Stores the mail; true when the line is to be cut instead of the answer. */
  private async collect(stream: SMTPServerDataStream, to: readonly string[]): Promise<boolean> {
    const faults = to.map((recipient) => this.mailbox.faultOf(recipient));
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (faults.includes('cut-before-data')) return true;
    await this.mailbox.receive(Buffer.concat(chunks), to);
    return faults.includes('cut-after-dot');
  }

  /** The mail was taken, but nobody hears it: the hole of RFC 1047. */
  private cut(session: SMTPServerSession): void {
    for (const connection of this.server.connections as Set<{ session: { id: string }; close: () => void }>) {
      if (connection.session.id === session.id) connection.close();
    }
  }
}
