import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { StaffMail } from '../../application/ports.js';
import type { Mail } from '../../application/ports.js';

export class SmtpSettings {
  constructor(
    /** `smtp://` or `smtps://`, with credentials where needed. */
    readonly url: string,
    readonly from: string,
  ) {}
}

/** Machine time; nobody waits for the mail, but a dead server must not pile up sockets. */
const TIMEOUT_MS = 10_000;

/** Mail over a connection of its own each: staff sign in seldom. Content never comes from files or addresses of the network. */
@Injectable()
export class SmtpStaffMail extends StaffMail implements OnApplicationShutdown {
  private readonly transport;

  constructor(private readonly settings: SmtpSettings) {
    super();
    this.transport = createTransport({
      url: settings.url,
      connectionTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async send(mail: Mail): Promise<void> {
    const { to, subject, text } = mail;
    // An object, not a string: an address with a comma stays one recipient.
    await this.transport.sendMail({ from: this.settings.from, to: { name: '', address: to }, subject, text });
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
