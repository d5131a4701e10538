/** Cookies of client pages that services set and read (ux.md 3.0). Nothing else travels to or from a service. */
export const CLIENT_COOKIES: ReadonlySet<string> = new Set(['theme', 'lang', 'form']);

const pairs = (header: string | undefined): readonly (readonly [string, string])[] =>
  (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.includes('='))
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const);

/** The value of a cookie; of two with one name the first, as browsers send the more specific one first. */
export const cookieOf = (header: string | undefined, name: string): string | undefined =>
  pairs(header).find(([key]) => key === name)?.[1];

/** A `Cookie` header with the named cookies only, their bytes unchanged; undefined when none is left. */
export const keepCookies = (header: string | undefined, names: ReadonlySet<string>): string | undefined => {
  const kept = pairs(header).filter(([key]) => names.has(key));
  return kept.length === 0 ? undefined : kept.map(([key, value]) => `${key}=${value}`).join('; ');
};

/** The `Set-Cookie` lines of a service that may pass. */
export const keepSetCookies = (lines: readonly string[], names: ReadonlySet<string>): string[] =>
  lines.filter((line) => names.has(line.split('=', 1)[0]?.trim() ?? ''));
