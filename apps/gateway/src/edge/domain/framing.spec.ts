import { announcedBytes, framed } from './framing.js';

const announced = {
  accept: 'text/html',
  'content-encoding': 'gzip',
  'content-length': '30',
  'content-type': 'text/plain',
  expect: '100-continue',
};

describe('what a forwarded request says about its body', () => {
  it('is nothing for a read, whatever its caller announced', () => {
    for (const method of ['GET', 'HEAD']) {
      const sent = framed({ ...announced, 'transfer-encoding': 'chunked' }, { method, body: Buffer.from('read here') });
      expect(sent).toEqual({ accept: 'text/html' });
    }
  });

  it('is the length of the bytes for a body that was read here', () => {
    const sent = framed({ ...announced, 'transfer-encoding': 'chunked' }, { method: 'POST', body: Buffer.from('äb') });
    expect(sent).toEqual({
      accept: 'text/html',
      'content-length': '3',
      'content-type': 'text/plain',
      expect: '100-continue',
    });
  });

  it('is either a length or chunks for a body on its way, never both', () => {
    const stream = { method: 'POST', body: undefined };
    expect(framed({ 'content-length': '30' }, stream)).toEqual({ 'content-length': '30' });
    expect(framed({ 'content-length': '30', 'transfer-encoding': 'gzip, chunked' }, stream)).toEqual({
      'transfer-encoding': 'chunked',
    });
    expect([announcedBytes({ 'content-length': '30' }), announcedBytes({})]).toEqual([30, undefined]);
  });
});
