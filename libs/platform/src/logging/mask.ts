const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
/** Long enough for every token of ours (22 characters and up), longer than our hashed ids (16). */
const TOKEN = /^[\w.~-]{20,}$/u;
/** Pages that carry a token right behind their first segment. */
const TOKEN_PAGES = new Set(['b', 's', 'u', 'w', 'go', 'link']);

const masked = (segment: string, before: string | undefined): string => {
  if (segment === '' || UUID.test(segment)) return segment;
  return TOKEN.test(segment) || (before !== undefined && TOKEN_PAGES.has(before)) ? ':token' : segment;
};

/** The path of an address without query string and without anything that opens a page. */
export const maskPath = (url: string): string => {
  const path = url.split(/[?#]/u, 1)[0] ?? '';
  const segments = path.split('/');
  return segments.map((segment, index) => masked(segment, index > 1 ? segments[index - 1] : undefined)).join('/');
};
