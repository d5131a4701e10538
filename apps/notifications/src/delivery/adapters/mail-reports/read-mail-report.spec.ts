import { aBounce, aComplaint } from '../../testing/mail-reports.js';
import { readMailReport } from './read-mail-report.js';

const ID = '<ZZ1m6tq0s3mdXl2b9dOQ3g@a.example>';

describe('a report about a mail', () => {
  it('names the mail, whom it did not reach and why', async () => {
    expect(await readMailReport(aBounce({ messageId: ID }))).toEqual({
      ...{ says: 'failed', messageId: ID, code: '5.1.1', recipient: 'gone@post.example' },
    });
  });

  it('tells what only takes longer from what failed', async () => {
    const delayed = aBounce({ messageId: ID, action: 'delayed', status: '4.4.1' });
    expect(await readMailReport(delayed)).toMatchObject({ says: 'delayed', code: '4.4.1' });
    expect(await readMailReport(aBounce({ messageId: ID, status: '4.2.2' }))).toMatchObject({ says: 'delayed' });
    expect(await readMailReport(aBounce({ messageId: ID, action: 'relayed', status: '2.0.0' }))).toMatchObject({
      says: 'arrived',
    });
  });

  it('is read with the headers of the mail alone as well', async () => {
    expect(await readMailReport(aBounce({ messageId: ID, returned: 'text/rfc822-headers' }))).toMatchObject({
      says: 'failed',
      messageId: ID,
    });
  });

  it('may be a complaint', async () => {
    expect(await readMailReport(aComplaint({ messageId: ID }))).toEqual({ says: 'complained', messageId: ID });
    expect(await readMailReport(aComplaint({ messageId: ID, type: 'not-spam' }))).toBeUndefined();
  });

  it('is not what only looks like one', async () => {
    const no = [
      '',
      '\0\0\0',
      'Subject: out of office\r\n\r\nI am away',
      '{"json":true}',
      'Content-Type: multipart/report\r\n\r\n',
    ];
    for (const text of no) expect(await readMailReport(Buffer.from(text))).toBeUndefined();
    expect(await readMailReport(aBounce({ messageId: '' }))).toBeUndefined();
    expect(await readMailReport(aBounce({ messageId: ID, status: 'unknown' }))).toBeUndefined();
    expect(await readMailReport(aBounce({ messageId: ID, action: 'exploded' }))).toBeUndefined();
  });
});
