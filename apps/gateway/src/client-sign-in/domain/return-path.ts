const HOME = '/me';
/** Personal pages only, without query, dots alone or anything that a browser might read as another host. */
const PERSONAL = /^\/me(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$/u;
const LONGEST = 200;

/** Where a sign-in may lead: a personal page of this site; anything else leads to the first of them. */
export const returnPath = (path: string | undefined): string =>
  path !== undefined && path.length <= LONGEST && PERSONAL.test(path) ? path : HOME;
