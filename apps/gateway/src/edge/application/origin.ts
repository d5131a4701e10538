import { DomainError } from '@aftercare/kernel';

/** An unsafe request that another site made a browser send, or one without the request token of its session. */
export class CrossSiteError extends DomainError {
  override readonly code = 'CROSS_SITE_REQUEST';
  override readonly kind = 'forbidden';
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** `none`: typed or bookmarked by the person. `same-site` is another host of the same owner, so not ours. */
const OWN_FETCH_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

export const isSafe = (method: string): boolean => SAFE.has(method);

interface RequestFacts {
  readonly method: string;
  /** `Sec-Fetch-Site`: set by browsers, never by pages. */
  readonly fetchSite: string | undefined;
  /** `Origin`: `null` from pages with `Referrer-Policy: no-referrer`, as ours are. */
  readonly origin: string | undefined;
}

/**
 * Whether a browser says that another site made this unsafe request. A caller that says nothing is no browser of today;
 * it is let through here and has to bring the session's request token where there is a session.
 */
export const isCrossSite = (request: RequestFacts, ownOrigin: string): boolean => {
  if (isSafe(request.method)) return false;
  if (request.fetchSite !== undefined) return !OWN_FETCH_SITES.has(request.fetchSite);
  return request.origin !== undefined && request.origin !== ownOrigin;
};
