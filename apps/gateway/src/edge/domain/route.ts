/** Services that the gateway forwards to. */
export type Upstream = 'scheduling' | 'notifications' | 'outcomes';

/** Where a request goes. `target` is path and query as they are sent to the service. */
export type Route =
  | {
      readonly kind: 'api';
      readonly service: Upstream;
      readonly target: string;
      readonly path: string;
      readonly client: string | undefined;
    }
  | {
      readonly kind: 'page';
      readonly service: Upstream;
      readonly target: string;
      readonly linkToken: string | undefined;
    }
  /** One of a client's own pages: whose it is stands in a session here, not in the address. */
  | { readonly kind: 'own-page'; readonly service: Upstream; readonly target: string }
  | { readonly kind: 'own' };

/** Where mails that came back are handed on, with a secret, by the clinic's mail server or provider. */
export const MAIL_REPORTS = '/hooks/mail/reports';

const USUAL_BODY_BYTES = 64 * 1024;
/** A report may carry a whole mail back; as much as notifications takes. */
const MAIL_REPORT_BYTES = 512 * 1024;

/** For bodies that the parser does not take (no form, no JSON); those that it takes keep to the usual limit. */
export const maxBodyBytesOf = (target: string): number =>
  target === MAIL_REPORTS ? MAIL_REPORT_BYTES : USUAL_BODY_BYTES;

const API = /^\/api\/(scheduling|notifications|outcomes)(\/v1\/[^?]*)(\?.*)?$/u;
const PAGES: readonly (readonly [RegExp, Upstream])[] = [
  [/^\/b\/[^?]/u, 'scheduling'],
  [/^\/s\/[^?]/u, 'outcomes'],
  [/^\/u\/[^?]/u, 'notifications'],
  [/^\/w\/[^?]/u, 'notifications'],
  [/^\/hooks\/twilio\/[^?]/u, 'notifications'],
  [/^\/hooks\/mail\/reports$/u, 'notifications'],
];

/** The diary; every other page under /me is answered here. */
const OWN_PAGES = /^\/me\/(day|month)([/?]|$)/u;

/** Dots, slashes and back-slashes that a service might unfold into another path than the one that was judged here. */
const DISGUISED = /%2e|%2f|%5c|%00|\\|\/\/|\/\.\.?(\/|$)/iu;

const isUpstream = (name: string | undefined): name is Upstream =>
  name === 'scheduling' || name === 'notifications' || name === 'outcomes';

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

/** 22 base62 characters; what else stands there (a hook, the forms' module) is nobody's link. */
const LINK_TOKEN = /^[0-9A-Za-z]{22}$/u;

const apiRouteOf = (url: string): Route | undefined => {
  const [, service, path, query = ''] = API.exec(url) ?? [];
  if (!isUpstream(service) || path === undefined) return undefined;
  const client = new URLSearchParams(query).get('client') ?? undefined;
  return { kind: 'api', service, target: `${path}${query}`, path, client };
};

const pageRouteOf = (url: string): Route | undefined => {
  if (OWN_PAGES.test(url)) return { kind: 'own-page', service: 'outcomes', target: url };
  const page = PAGES.find(([pattern]) => pattern.test(url));
  if (page === undefined) return undefined;
  const [, , token = ''] = pathOf(url).split('/');
  return { kind: 'page', service: page[1], target: url, linkToken: LINK_TOKEN.test(token) ? token : undefined };
};

/** From the request's own path and query, byte by byte; undefined for a path that is disguised. */
export const routeOf = (url: string): Route | undefined =>
  DISGUISED.test(pathOf(url)) ? undefined : (apiRouteOf(url) ?? pageRouteOf(url) ?? { kind: 'own' });
