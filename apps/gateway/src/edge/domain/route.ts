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
  | { readonly kind: 'own' };

const API = /^\/api\/(scheduling|notifications|outcomes)(\/v1\/[^?]*)(\?.*)?$/u;
const PAGES: readonly (readonly [RegExp, Upstream])[] = [
  [/^\/b\/[^?]/u, 'scheduling'],
  [/^\/s\/[^?]/u, 'outcomes'],
  [/^\/u\/[^?]/u, 'notifications'],
  [/^\/w\/[^?]/u, 'notifications'],
  [/^\/hooks\/twilio\/[^?]/u, 'notifications'],
];

/** Dots, slashes and back-slashes that a service might unfold into another path than the one that was judged here. */
const DISGUISED = /%2e|%2f|%5c|%00|\\|\/\/|\/\.\.?(\/|$)/iu;

const isUpstream = (name: string | undefined): name is Upstream =>
  name === 'scheduling' || name === 'notifications' || name === 'outcomes';

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

/** From the request's own path and query, byte by byte; undefined for a path that is disguised. */
/** 22 base62 characters; what else stands there (a hook, the forms' module) is nobody's link. */
const LINK_TOKEN = /^[0-9A-Za-z]{22}$/u;

export const routeOf = (url: string): Route | undefined => {
  if (DISGUISED.test(pathOf(url))) return undefined;
  const [, service, path, query = ''] = API.exec(url) ?? [];
  if (isUpstream(service) && path !== undefined) {
    const client = new URLSearchParams(query).get('client') ?? undefined;
    return { kind: 'api', service, target: `${path}${query}`, path, client };
  }
  const page = PAGES.find(([pattern]) => pattern.test(url));
  if (page === undefined) return { kind: 'own' };
  const [, , token = ''] = pathOf(url).split('/');
  return { kind: 'page', service: page[1], target: url, linkToken: LINK_TOKEN.test(token) ? token : undefined };
};
