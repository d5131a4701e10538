import type { Headers } from './headers.js';

/** How a body stands on a connection, and what it is. A read that is sent on has none. */
const ABOUT_THE_BODY: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'trailer',
  'transfer-encoding',
]);

type Sent = Readonly<Record<string, string | readonly string[]>>;

const without = (headers: Sent, names: ReadonlySet<string>): Sent =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)));

export const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

/**
 * What a request says about the length of its body holds for the bytes that are sent with it, never for those that its
 * caller announced: the service would take the beginning of the next request on the connection for the rest of the body.
 */
export const framed = (
  headers: Sent,
  { method, body }: { readonly method: string; readonly body: Uint8Array | undefined },
): Sent => {
  if (isRead(method)) return without(headers, ABOUT_THE_BODY);
  // Read here, it is sent plain, whatever coding it came in.
  const codings = new Set(['content-encoding', 'content-length', 'transfer-encoding']);
  if (body !== undefined) return { ...without(headers, codings), 'content-length': String(body.length) };
  if (headers['transfer-encoding'] === undefined) return headers;
  const lengths = new Set(['content-length', 'transfer-encoding']);
  return { ...without(headers, lengths), 'transfer-encoding': 'chunked' };
};

/** How many bytes a streamed body has to bring; undefined when it says so itself. */
export const announcedBytes = (headers: Headers): number | undefined => {
  const length = headers['content-length'];
  return length === undefined ? undefined : Number(length);
};
