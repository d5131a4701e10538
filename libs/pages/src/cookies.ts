import { DEFAULT_THEME, isClientTheme, type ClientTheme } from './tokens.js';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Cookies of a `Cookie` header; the first of a name wins, broken parts are left out. */
export const parseCookies = (header: string | undefined): ReadonlyMap<string, string> => {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    if (name !== '' && !cookies.has(name)) cookies.set(name, decoded(part.slice(at + 1).trim()));
  }
  return cookies;
};

/** The chosen theme, else `dim`, whatever the device reports (ux.md 3.0). */
export const themeOf = (header: string | undefined): ClientTheme => {
  const name = parseCookies(header).get('theme');
  return isClientTheme(name) ? name : DEFAULT_THEME;
};

/** The chosen language, if any: a BCP 47 tag. */
export const langOf = (header: string | undefined): string | undefined => {
  const lang = parseCookies(header).get('lang');
  return lang !== undefined && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(lang) ? lang : undefined;
};

export interface CookieOptions {
  readonly maxAgeSeconds?: number;
  /** Default `/`. */
  readonly path?: string;
  /** Off only where the address is plain http, e.g. a demo on one machine. */
  readonly secure: boolean;
}

/** Value of a `Set-Cookie` header: never readable by script, never sent along from another site's form. */
export const setCookie = (name: string, value: string, options: CookieOptions): string =>
  [
    `${name}=${encodeURIComponent(value)}`,
    `Path=${options.path ?? '/'}`,
    ...(options.maxAgeSeconds === undefined ? [] : [`Max-Age=${options.maxAgeSeconds}`]),
    'HttpOnly',
    'SameSite=Lax',
    ...(options.secure ? ['Secure'] : []),
  ].join('; ');

/** A path that a form may ask to come back to: on this site, nothing else. */
export const localPath = (path: string | undefined): string =>
  path !== undefined && /^\/(?![/\\])[A-Za-z0-9/_.~-]*$/.test(path) ? path : '/';
