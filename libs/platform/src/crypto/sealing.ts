import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** AES-256-GCM with a random 96-bit nonce: `v1.` + base64url of nonce, text and tag. */
const VERSION = 'v1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** What is bound to a sealed text: it opens only in the very place it was sealed for. */
type Place = readonly string[];

const aadOf = (place: Place): Buffer => Buffer.from(place.join('\u001f'));

export const sealBytes = (key: Buffer, place: Place, plain: Buffer): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aadOf(place));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return VERSION + Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url');
};

/** Throws when key, place or text do not fit together. */
export const openBytes = (key: Buffer, place: Place, sealed: string): Buffer => {
  if (!sealed.startsWith(VERSION)) throw new Error('unknown format of a sealed text');
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error('a sealed text is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(aadOf(place));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
};

/** A key for one purpose, so that no two uses of the master key share bytes. */
export const derivedKey = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `aftercare ${purpose}`, KEY_BYTES));

export const hmac = (key: Buffer, place: Place): string =>
  createHmac('sha256', key).update(aadOf(place)).digest('base64url');
