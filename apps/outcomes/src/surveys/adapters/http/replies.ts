import { parseCookies, setCookie } from '@aftercare/pages';
import { randomToken } from '@aftercare/kernel';
import type { Request, Response } from 'express';

const COOKIE = 'form';
/** Answers typed here can be seen again here for a day. */
const COOKIE_SECONDS = 86_400;

export const browserIn = (request: Request): string | undefined => {
  const value = parseCookies(request.headers.cookie).get(COOKIE);
  return value !== undefined && /^[0-9A-Za-z]{22}$/.test(value) ? value : undefined;
};

/** Only a POST makes the cookie: looking at a page leaves no trace. */
export const browserFor = (request: Request, response: Response, secure: boolean): string => {
  const known = browserIn(request);
  if (known !== undefined) return known;
  const fresh = randomToken();
  response.append('Set-Cookie', setCookie(COOKIE, fresh, { maxAgeSeconds: COOKIE_SECONDS, path: '/s', secure }));
  return fresh;
};
