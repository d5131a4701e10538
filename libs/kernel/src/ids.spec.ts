import { createHash, createHmac } from 'node:crypto';
import { hashId, linkToken, newId, randomToken, sha256, uuidV5 } from './ids.js';

describe('ids', () => {
  it('derives the same name-based uuid as the standard says', () => {
    // RFC 9562 appendix A.4: namespace DNS, name www.example.com
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it.each([1, 336, 337, 5000])(
    'derives a name-based uuid from names of %i letters of three bytes as from any',
    (letters) => {
      const name = '\u20ac'.repeat(letters);
      const namespace = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');
      const digest = createHash('sha1').update(namespace).update(name).digest('hex');
      const uuid = uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', name).replaceAll('-', '');
      expect([uuid.slice(0, 12), uuid.slice(13, 16), uuid.slice(17)]).toEqual([
        digest.slice(0, 12),
        digest.slice(13, 16),
        digest.slice(17, 32),
      ]);
    },
  );

  it('gives the same short id for the same parts only', () => {
    expect(hashId('a', 'bc')).toBe(hashId('a', 'bc'));
    expect(hashId('a', 'bc')).not.toBe(hashId('ab', 'c'));
    expect(hashId('a')).toHaveLength(16);
  });

  it('ends a link token with the next generation, and keeps purposes apart', () => {
    const first = linkToken('key', { purpose: 'survey', id: 's1', generation: 0 });
    expect(first).toMatch(/^[0-9A-Za-z]{22}$/);
    expect(linkToken('key', { purpose: 'survey', id: 's1', generation: 0 })).toBe(first);
    expect(linkToken('key', { purpose: 'survey', id: 's1', generation: 1 })).not.toBe(first);
    expect(linkToken('key', { purpose: 'booking', id: 's1', generation: 0 })).not.toBe(first);
    expect(linkToken('other', { purpose: 'survey', id: 's1', generation: 0 })).not.toBe(first);
  });

  it('writes a link token as the last 22 digits of its hash to base 62, so that links in old messages stay alive', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    for (let generation = 0; generation < 50; generation += 1) {
      const hash = createHmac('sha256', 'key').update(`survey\u001fs1\u001f${generation}`).digest('hex');
      let [rest, text] = [BigInt(`0x${hash}`), ''];
      for (; text.length < 22; rest /= 62n) text = digits.charAt(Number(rest % 62n)) + text;
      expect(linkToken('key', { purpose: 'survey', id: 's1', generation })).toBe(text);
    }
  });

  it('never repeats a random token', () => {
    expect(randomToken()).toMatch(/^[0-9A-Za-z]{22}$/);
    expect(new Set(Array.from({ length: 100 }, randomToken)).size).toBe(100);
    expect(newId()).not.toBe(newId());
    expect(sha256('a')).toHaveLength(64);
  });
});
