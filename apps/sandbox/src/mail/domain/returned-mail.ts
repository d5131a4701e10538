/** Why a mail comes back although its server had taken it. */
export type WhyReturned = 'closed-mailbox' | 'unwanted';

interface Returned {
  readonly to: string;
  /** The mail as it was taken. */
  readonly raw: string;
}

/** What a machine reads of a report: a delivery status notification (RFC 3464) or a complaint (RFC 5965). */
const PARTS: Readonly<
  Record<WhyReturned, { readonly type: string; readonly fields: (to: string) => readonly string[] }>
> = {
  'closed-mailbox': {
    type: 'delivery-status',
    fields: (to) => [
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.sandbox.example',
      '',
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 no such mailbox here',
    ],
  },
  unwanted: {
    type: 'feedback-report',
    fields: () => [
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: Sandbox/1',
      'Version: 1',
    ],
  },
};

const WORDS: Readonly<Record<WhyReturned, string>> = {
  'closed-mailbox': 'Your mail could not be delivered: there is no such mailbox here.',
  unwanted: 'Somebody called your mail unwanted.',
};

const headerOf = (raw: string): string => raw.split(/\r?\n\r?\n/u, 1)[0] ?? '';

/** The report as a raw mail, with the header of the mail that it is about. */
export const reportOf = (why: WhyReturned, { to, raw }: Returned): string => {
  const { type, fields } = PARTS[why];
  return [
    'From: MAILER-DAEMON@mx.sandbox.example',
    'Subject: about your mail',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="part"`,
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    WORDS[why],
    '--part',
    ...fields(to),
    '',
    '--part',
    'Content-Type: text/rfc822-headers',
    '',
    headerOf(raw),
    '',
    '--part--',
    '',
  ].join('\r\n');
};
