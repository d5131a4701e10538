const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

const extensionOf = (path: string): string => /\.([a-z0-9]+)$/u.exec(path)?.[1] ?? '';

export const typeOf = (path: string): string => TYPES[extensionOf(path)] ?? 'application/octet-stream';

/**
 * Names of built assets carry a hash of their content, so they never change; everything else is asked for again. A browser
 * must not keep the page itself: Back after a sign-out would show what it showed.
 */
export const cacheControlOf = (path: string): string => {
  if (/^assets\/.+-[\w-]{8,}\.[a-z0-9]+$/u.test(path)) return 'public, max-age=31536000, immutable';
  return extensionOf(path) === 'html' ? 'no-store' : 'no-cache';
};

/** Addresses of the application itself, which one page serves; a missing file is missing. */
export const isRoute = (path: string): boolean => !path.startsWith('assets/') && extensionOf(path) === '';

/** Everything from here and nothing from elsewhere; no inline script or style. */
export const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
