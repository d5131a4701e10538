import { MAIL_REPORTS } from './route.js';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a service may learn from a request. Everything else stops here: cookies, identities, forwarding claims, clinic ids. */
const TO_SERVICE: readonly string[] = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-encoding',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'origin',
  'sec-fetch-site',
  'transfer-encoding',
  'user-agent',
  'x-request-id',
];
/** Proof that a webhook comes from Twilio, and its own key for repeats. */
const OF_WEBHOOKS: readonly string[] = ['x-twilio-signature', 'i-twilio-idempotency-token'];

/** Belong to one connection (RFC 9110, 7.6.1), tell about our inside, or are written here. */
const NOT_FROM_SERVICE: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'server',
  'set-cookie',
  'te',
  'trailer',
  'upgrade',
  'x-powered-by',
]);

const pick = (headers: Headers, names: readonly string[]): Record<string, string | readonly string[]> =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

export const apiRequestHeaders = (headers: Headers, token: string): Record<string, string | readonly string[]> => ({
  ...pick(headers, TO_SERVICE),
  authorization: `Bearer ${token}`,
});

/** Whoever hands on mails that came back shows a secret of theirs; on any other way an identity stops here. */
export const pageRequestHeaders = (
  headers: Headers,
  cookies: string | undefined,
  target: string,
): Record<string, string | readonly string[]> => ({
  ...pick(headers, [...TO_SERVICE, ...OF_WEBHOOKS, ...(target === MAIL_REPORTS ? ['authorization'] : [])]),
  ...(cookies === undefined ? {} : { cookie: cookies }),
});

export const responseHeaders = (headers: Headers): Record<string, string | readonly string[]> =>
  pick(
    headers,
    Object.keys(headers).filter((name) => !NOT_FROM_SERVICE.has(name)),
  );
