import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { CurrentSession } from '../../sign-in/application/current-session.js';
import type { SignedIn } from '../../sign-in/application/current-session.js';
import { clientAddress } from '../domain/client-address.js';
import { cookieOf } from './cookies.js';
import { EdgeSettings } from './edge-settings.js';
import { CrossSiteError, isCrossSite, isSafe } from './origin.js';

const CSRF_HEADER = 'x-csrf-token';

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Bytes are compared, not characters: a header may hold characters of two bytes, and buffers of two lengths cannot be compared. */
const isSame = (given: string | undefined, expected: string): boolean => {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Answers the edge's questions about a request: where from, from our own pages, by whom. */
@Injectable()
export class JudgeRequest {
  constructor(
    private readonly settings: EdgeSettings,
    private readonly sessions: CurrentSession,
  ) {}

  addressOf(request: IncomingMessage): string {
    const { trustedProxyHops } = this.settings.values;
    return clientAddress(request.socket.remoteAddress, headerOf(request, 'x-forwarded-for'), trustedProxyHops);
  }

  sessionTokenOf(request: IncomingMessage): string | undefined {
    return cookieOf(request.headers.cookie, this.settings.sessionCookie);
  }

  /**
   * Throws CROSS_SITE_REQUEST when a browser says that another site made this unsafe request. Client pages have no referrer, so an
   * older browser says only `Origin: null` when one of them posts; where they post to, that counts as nothing said.
   */
  refuseCrossSite(request: IncomingMessage, to: 'console' | 'client-pages' = 'console'): void {
    const origin = headerOf(request, 'origin');
    const facts = {
      method: request.method ?? 'GET',
      fetchSite: headerOf(request, 'sec-fetch-site'),
      origin: to === 'client-pages' && origin === 'null' ? undefined : origin,
    };
    if (isCrossSite(facts, this.settings.origin)) throw new CrossSiteError('this request was made by another site');
  }

  /** Who is signed in. An unsafe request has to come from our own origin and to bring the session's request token. */
  async signedIn(request: IncomingMessage): Promise<SignedIn> {
    this.refuseCrossSite(request);
    const session = await this.sessions.of(this.sessionTokenOf(request));
    if (isSafe(request.method ?? 'GET') || isSame(headerOf(request, CSRF_HEADER), session.csrfToken)) return session;
    throw new CrossSiteError(`this request needs the header ${CSRF_HEADER} of its session`);
  }
}
