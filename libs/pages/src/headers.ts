import { styleHashes } from './style.js';

const policy = [
  "default-src 'none'",
  `style-src ${styleHashes.join(' ')}`,
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Response headers of every client page. With `no-referrer` browsers send `Origin: null` on a page's own POST,
 * so a same-origin check must read `Sec-Fetch-Site` instead.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': policy,
};
