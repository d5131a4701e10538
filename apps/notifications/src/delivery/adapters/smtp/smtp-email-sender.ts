import type { Readable } from 'node:stream';
import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { EmailSender } from '../../application/ports.js';
import type { EmailMessage, SendOutcome } from '../../application/ports.js';
import { providerCall } from '../provider-call.js';
import { isMessageId, isPlainAddress, safeHeaders, safeSubject, senderOf } from './mail-fields.js';
import { SmtpOptions } from './smtp-options.js';
import { outcomeOf } from './smtp-outcome.js';

const refusedAs = (code: string, reason: 'CONTACT_BAD' | 'PROVIDER_REFUSED'): SendOutcome => ({
  outcome: 'refused',
  code,
  reason,
});

const transportOf = ({ values }: SmtpOptions) =>
  createTransport({
    url: values.url,
    pool: true,
    maxConnections: values.maxConnections,
    // The pool would put a message back whose connection closed while it was sent: a blind second copy.
    maxRequeues: 0,
    connectionTimeout: values.connectTimeoutMs,
    greetingTimeout: values.connectTimeoutMs,
    dnsTimeout: values.connectTimeoutMs,
    socketTimeout: values.silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

@Injectable()
export class SmtpEmailSender extends EmailSender implements OnApplicationShutdown {
  private readonly transport: ReturnType<typeof transportOf>;
  /** By Message-ID: the stream that the connection reads the message from. */
  private readonly bodies = new Map<string, Readable>();

  constructor(
    options: SmtpOptions,
    private readonly clock: Clock,
  ) {
    super();
    this.transport = transportOf(options);
    // The last stage of a message's stream ends when the connection has read all of it, right before the final dot.
    this.transport.use('stream', (mail, done) => {
      mail.message.processFunc((body: Readable) => {
        this.bodies.set(String(mail.data.messageId), body);
        return body;
      });
      done();
    });
  }

  override send(message: EmailMessage): Promise<SendOutcome> {
    const { clinicId } = message;
    return providerCall({ provider: 'smtp', channel: 'email', clinicId }, () => this.hand(message));
  }

  private async hand(message: EmailMessage): Promise<SendOutcome> {
    const sender = senderOf(message.from);
    if (sender === undefined || !isMessageId(message.messageId)) return refusedAs('SENDER', 'PROVIDER_REFUSED');
    if (!isPlainAddress(message.to)) return refusedAs('ADDRESS', 'CONTACT_BAD');
    try {
      await this.transport.sendMail(this.mailOf(message, sender));
      return { outcome: 'accepted', providerId: message.messageId };
    } catch (error) {
      return outcomeOf(error, this.bodies.get(message.messageId)?.readableEnded === true);
    } finally {
      this.bodies.delete(message.messageId);
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  private mailOf(message: EmailMessage, sender: { readonly name: string; readonly address: string }) {
    const { to, messageId, subject, text, html, headers, calendar } = message;
    return {
      messageId,
      from: sender,
      to: { name: '', address: to },
      // Who really gets it, whatever the headers say.
      envelope: { from: sender.address, to: [to] },
      date: this.clock.now(),
      subject: safeSubject(subject),
      text,
      headers: safeHeaders(headers),
      ...(html === undefined ? {} : { html }),
      ...(calendar === undefined
        ? {}
        : { icalEvent: { method: calendar.method, filename: 'appointment.ics', content: calendar.content } }),
    };
  }
}
