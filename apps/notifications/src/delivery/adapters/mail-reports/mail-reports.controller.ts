import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { DomainError, NotFoundError } from '@aftercare/kernel';
import { Open } from '@aftercare/platform';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { MailReports } from '../../application/ports.js';
import type { MailReportResult } from '../../application/ports.js';
import { readMailReport } from './read-mail-report.js';

/** What the webhook of mail reports is told by the configuration. The class is its injection token. */
export class MailReportOptions {
  constructor(
    /** Absent: there is no such webhook. */
    readonly secret: string | undefined,
  ) {}
}

/** The caller does not know the secret. */
class MailReportRefusedError extends DomainError {
  override readonly code = 'MAIL_REPORT_REFUSED';
  override readonly kind = 'forbidden';
}

/** Whatever this is, it is no report about a mail. */
class NotAMailReportError extends DomainError {
  override readonly code = 'NOT_A_MAIL_REPORT';
  override readonly kind = 'invalid';
}

/** A report carries back headers, at most a whole mail of ours. */
const MOST_BYTES = 512 * 1024;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isKnown = (request: IncomingMessage, secret: string): boolean =>
  timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${secret}`));

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > MOST_BYTES) throw new NotAMailReportError(`a report is at most ${MOST_BYTES} bytes long`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

/** Where the clinic's mail server or provider hands on what comes back: raw mails (`message/rfc822`), one a call. */
@Open()
@Controller('hooks/mail')
export class MailReportsController {
  constructor(
    private readonly options: MailReportOptions,
    private readonly reports: MailReports,
  ) {}

  @Post('reports')
  @HttpCode(200)
  async report(@Req() request: IncomingMessage): Promise<{ readonly result: MailReportResult }> {
    const { secret } = this.options;
    if (secret === undefined) throw new NotFoundError('reports of mails are not taken here');
    if (!isKnown(request, secret)) throw new MailReportRefusedError('the secret is not ours');
    const report = await readMailReport(await bodyOf(request));
    if (report === undefined) throw new NotAMailReportError('this is no report about a mail of ours');
    return { result: await this.reports.execute(report) };
  }
}
