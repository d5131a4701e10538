import { Activity, Clock, DueWork } from '@aftercare/kernel';
import { plainCall } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { reportOf } from '../domain/returned-mail.js';
import { Mailbox } from './mailbox.js';
import type { ReturningMail } from './mailbox.js';

/** Where a mail server hands on what comes back. */
export abstract class MailReportHook {
  abstract readonly url: string;
  /** Absent: nobody takes reports. */
  abstract readonly secret: string | undefined;
}

const TIMEOUT_MS = 15_000;
const AGAIN_AFTER_MS = 15 * 60_000;

/** Mails that come back some minutes after they were taken. A report that nobody took is handed on again, as a mail server's queue does. */
@Injectable()
export class MailReturns extends DueWork {
  override readonly name = 'mail-returns';

  constructor(
    private readonly mailbox: Mailbox,
    private readonly hook: MailReportHook,
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    for (const returning of this.mailbox.takeReturning(now)) await this.handOn(returning);
  }

  override async nextAt(): Promise<Date | undefined> {
    return this.mailbox.nextReturn();
  }

  private async handOn(returning: ReturningMail): Promise<void> {
    const { url, secret } = this.hook;
    if (secret === undefined) return;
    const done = this.activity.begin('mail report');
    this.activity.count('mail reports');
    const answer = await plainCall(new URL(url), {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${secret}` },
      body: reportOf(returning.why, returning.mail),
      timeoutMs: TIMEOUT_MS,
    })
      .catch(() => undefined)
      .finally(done);
    if (answer !== undefined && answer.status < 500) return;
    this.mailbox.returnLater({ ...returning, at: new Date(this.clock.now().getTime() + AGAIN_AFTER_MS) });
  }
}
