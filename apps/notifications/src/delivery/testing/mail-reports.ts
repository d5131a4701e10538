interface Report {
  readonly messageId: string;
  readonly returned?: string;
}

const lines = (...all: readonly string[]): string => all.join('\r\n');

const reportOf = (type: string, part: string, { messageId, returned = 'message/rfc822' }: Report): Buffer =>
  Buffer.from(
    lines(
      'From: MAILER-DAEMON@post.example',
      'To: hello@elm.example',
      'Subject: about your mail',
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=${type}; boundary="b1"`,
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'This is what a person reads.',
      '--b1',
      part,
      '--b1',
      `Content-Type: ${returned}`,
      '',
      'From: Elm Rooms <hello@elm.example>',
      'To: gone@post.example',
      'Subject: Elm Rooms',
      ...(messageId === '' ? [] : [`Message-ID: ${messageId}`]),
      '',
      ...(returned === 'message/rfc822' ? ['Your visit is on Tuesday.'] : []),
      '--b1--',
      '',
    ),
  );

/** A delivery status notification (RFC 3464). */
export const aBounce = (
  report: Report & { readonly action?: string; readonly status?: string; readonly recipient?: string },
): Buffer => {
  const { action = 'failed', status = '5.1.1', recipient = 'Gone@post.example' } = report;
  return reportOf(
    'delivery-status',
    lines(
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.post.example',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} no such`,
      ' mailbox here',
      '',
    ),
    report,
  );
};

/** A complaint (RFC 5965). */
export const aComplaint = (report: Report & { readonly type?: string }): Buffer =>
  reportOf(
    'feedback-report',
    lines('Content-Type: message/feedback-report', '', `Feedback-Type: ${report.type ?? 'abuse'}`, 'Version: 1', ''),
    report,
  );
