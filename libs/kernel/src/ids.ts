import { createHmac, hash, randomBytes, randomUUID } from 'node:crypto';

/** A random id (UUID version 4). */
export const newId = (): string => randomUUID();

const namespaces = new Map<string, Buffer>();

/** Namespaces are few and constant, so their bytes are kept. */
const uuidBytes = (uuid: string): Buffer => {
  const known = namespaces.get(uuid);
  if (known !== undefined) return known;
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  namespaces.set(uuid, bytes);
  return bytes;
};

/** The two bits of the variant, in front of what is left of a hexadecimal digit. */
const variant = (digit: string): string => '89ab'.charAt(Number.parseInt(digit, 16) & 3);

/** Where namespace and name are joined; used up before anything else can run. */
const joined = Buffer.alloc(1024);

const joinedBytes = (namespace: Buffer, name: string): Buffer => {
  // A unit of UTF-16 takes three bytes of UTF-8 at most.
  if (namespace.length + name.length * 3 > joined.length) return Buffer.concat([namespace, Buffer.from(name)]);
  joined.set(namespace);
  return joined.subarray(0, namespace.length + joined.write(name, namespace.length));
};

/** Name-based UUID (version 5, RFC 9562): the same namespace and name always give the same id. One per event: the one-shot hash is three times as fast. */
export const uuidV5 = (namespace: string, name: string): string => {
  const hex = hash('sha1', joinedBytes(uuidBytes(namespace), name), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant(hex.charAt(16))}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A short stable id: the first 96 bits of SHA-256 over the parts, base64url (16 characters). Planning twice is planning once. Sixteen letters carry just these bits. */
export const hashId = (...parts: readonly string[]): string =>
  hash('sha256', parts.join('\u001f'), 'base64url').slice(0, 16);

/** SHA-256, hex: what is stored in place of a token. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 22 base62 characters carry 131 bits; no `-` or `_`, which some carriers break (ux.md 2). */
export const LINK_TOKEN_LENGTH = 22;

/** As many digits as a number holds exactly; dividing a big integer for each digit would cost more than the hash. */
const DIGITS_AT_ONCE = 8;
const AT_ONCE = 62n ** BigInt(DIGITS_AT_ONCE);

const base62 = (bytes: Buffer): string => {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (text.length < LINK_TOKEN_LENGTH) {
    let few = Number(rest % AT_ONCE);
    rest /= AT_ONCE;
    for (let digit = 0; digit < DIGITS_AT_ONCE; digit += 1) {
      text = BASE62.charAt(few % 62) + text;
      few = Math.floor(few / 62);
    }
  }
  return text.slice(-LINK_TOKEN_LENGTH);
};

/** What a link may be used for; a token of one purpose is unknown to every other page. */
export type LinkPurpose = 'survey' | 'booking' | 'choices' | 'why' | 'personal' | 'sign-in';

/**
 * The token of a client link: HMAC-SHA-256 over purpose, subject and generation.
 * The same message repeated carries the same link, and a re-issue (next generation) ends the old one. Only its SHA-256 is stored.
 */
export const linkToken = (
  linkKey: string,
  subject: { readonly purpose: LinkPurpose; readonly id: string; readonly generation: number },
): string =>
  base62(
    createHmac('sha256', linkKey).update(`${subject.purpose}\u001f${subject.id}\u001f${subject.generation}`).digest(),
  );

/** A token that nobody can derive again: sign-in links, one-time codes. */
export const randomToken = (): string => base62(randomBytes(32));
