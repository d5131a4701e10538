import { apiRequestHeaders, pageRequestHeaders, responseHeaders } from './headers.js';

const fromOutside = {
  accept: 'application/json',
  authorization: 'Bearer forged',
  cookie: 'session=secret',
  'x-forwarded-for': '10.0.0.1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  'x-clinic-id': 'clinic-other',
  'x-twilio-signature': 'c2ln',
};

describe('headers at the edge', () => {
  it('replaces an identity from outside by our own', () => {
    expect(apiRequestHeaders(fromOutside, 'ours')).toEqual({
      accept: 'application/json',
      authorization: 'Bearer ours',
    });
  });

  it('sends a page request without any identity', () => {
    expect(pageRequestHeaders(fromOutside, 'theme=dim', '/hooks/twilio/status')).toEqual({
      accept: 'application/json',
      cookie: 'theme=dim',
      'x-twilio-signature': 'c2ln',
    });
  });

  it('lets the secret of mail reports through, on their way only', () => {
    const secretOn = (target: string) => pageRequestHeaders(fromOutside, undefined, target)['authorization'];
    expect(secretOn('/hooks/mail/reports')).toBe('Bearer forged');
    expect(secretOn('/hooks/mail/reports?a=1')).toBeUndefined();
    expect(secretOn('/w/AbCdEfGhIjKlMnOpQrStUv')).toBeUndefined();
  });

  it('keeps what a service says about its page and drops what belongs to the connection', () => {
    const answer = {
      'content-security-policy': "default-src 'none'",
      connection: 'keep-alive',
      server: 'x',
      'set-cookie': ['a=b'],
    };
    expect(responseHeaders(answer)).toEqual({ 'content-security-policy': "default-src 'none'" });
  });
});
