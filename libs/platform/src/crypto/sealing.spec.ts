import { randomBytes } from 'node:crypto';
import { derivedKey, openBytes, sealBytes } from './sealing.js';

const key = randomBytes(32);
const place = ['c1', 'client-1', 'phone'];

describe('a sealed text', () => {
  it('opens with its key in its place', () => {
    expect(openBytes(key, place, sealBytes(key, place, Buffer.from('+49 151 ü'))).toString()).toBe('+49 151 ü');
  });

  it('differs each time', () => {
    expect(sealBytes(key, place, Buffer.from('x'))).not.toBe(sealBytes(key, place, Buffer.from('x')));
  });

  it.each([
    ['another clinic', ['c2', 'client-1', 'phone']],
    ['another client', ['c1', 'client-2', 'phone']],
    ['another field', ['c1', 'client-1', 'email']],
    ['another cut of the same letters', ['c1client-1', 'phone']],
  ])('does not open in the place of %s', (_what, other) => {
    expect(() => openBytes(key, other, sealBytes(key, place, Buffer.from('x')))).toThrow();
  });

  it('does not open when a byte was changed, when it is cut off, or of another version', () => {
    const sealed = sealBytes(key, place, Buffer.from('some text'));
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    bytes.writeUInt8(bytes.readUInt8(14) ^ 1, 14);
    expect(() => openBytes(key, place, `v1.${bytes.toString('base64url')}`)).toThrow();
    expect(() => openBytes(key, place, 'v1.AAAA')).toThrow('too short');
    expect(() => openBytes(key, place, `v2.${sealed.slice(3)}`)).toThrow('unknown format');
  });
});

describe('a derived key', () => {
  it('is one key per purpose', () => {
    expect(derivedKey(key, 'one')).toEqual(derivedKey(key, 'one'));
    expect(derivedKey(key, 'one')).not.toEqual(derivedKey(key, 'two'));
  });
});
