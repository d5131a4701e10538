import { readAddress } from './typed-address.js';

describe('what somebody types', () => {
  it.each([
    [' Mara@Post.Example ', { channel: 'email', email: 'mara@post.example' }],
    ['07700 900123', { channel: 'sms', digits: '07700 900123' }],
    ['+44 (7700) 900-123', { channel: 'sms', digits: '+44 (7700) 900-123' }],
    ['＋４４７７００９００１２３', { channel: 'sms', digits: '+447700900123' }],
    ['Mara', undefined],
    ['12', undefined],
    ['a@b@c', undefined],
    ['a@b.example\r\nBcc: eve@example.org', undefined],
    ['', undefined],
  ])('%j is read as %j', (text, expected) => {
    expect(readAddress(text)).toEqual(expected);
  });
});
