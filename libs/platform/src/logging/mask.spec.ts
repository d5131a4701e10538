import { maskPath } from './mask.js';

describe('maskPath', () => {
  it.each([
    ['/s/abc?part=2', '/s/:token'],
    ['/b/0123456789ABCDEFGHIJKL/cancel', '/b/:token/cancel'],
    ['/go/x#y', '/go/:token'],
    ['/me/messages/0123456789ABCDEFGHIJKL', '/me/messages/:token'],
    ['/v1/bookings/6f1d2a57-93aa-4c1e-8a44-0d8f5a2b9c11', '/v1/bookings/6f1d2a57-93aa-4c1e-8a44-0d8f5a2b9c11'],
    ['/v1/reminders/aBcDeFgHiJkLmNoP', '/v1/reminders/aBcDeFgHiJkLmNoP'],
    ['/', '/'],
  ])('%s is logged as %s', (url, path) => {
    expect(maskPath(url)).toBe(path);
  });
});
