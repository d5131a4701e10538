const BYTES = 16;

/** Names one request. `crypto.randomUUID` is missing where a page came over plain http from another machine. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
