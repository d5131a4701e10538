import type { IncomingMessage, ServerResponse } from 'node:http';
import { TransientError } from '@aftercare/kernel';
import { parseCookies, sendPage, setCookie, themeIn } from '@aftercare/pages';
import type { ClientTheme } from '@aftercare/pages';
import { Injectable } from '@nestjs/common';
import { EdgeSettings } from '../../../edge/application/edge-settings.js';
import { JudgeRequest } from '../../../edge/application/judge-request.js';
import { RateLimits } from '../../../edge/application/rate-limits.js';
import { KEPT_SECONDS } from '../../domain/client-session.js';
import { awayPage } from './personal.page.js';

const COOKIE = 'me';
/** What may stand in a browser about a person: its open pages, and the mark of who typed the answers of a form (outcomes, under /s). */
const PERSONAL_COOKIES = [
  { name: COOKIE, path: '/' },
  { name: 'form', path: '/s' },
];
/** Wishes and tries per minute and network address; the limits per address that is written to stand at their owner. */
const TRIES_PER_MINUTE = 20;

/** What the personal pages need to know of a browser, and say to it. */
@Injectable()
export class ClientBrowser {
  constructor(
    private readonly settings: EdgeSettings,
    private readonly judge: JudgeRequest,
    private readonly limits: RateLimits,
  ) {}

  tokenOf(request: IncomingMessage): string | undefined {
    return parseCookies(request.headers.cookie).get(COOKIE);
  }

  /** Lives as long as the browser unless the client chose to keep it: the session behind it has its own end. */
  open(response: ServerResponse, token: string, choice: { readonly isKept: boolean }): void {
    const { isSecure: secure } = this.settings;
    const life = choice.isKept ? { maxAgeSeconds: KEPT_SECONDS } : {};
    response.setHeader('set-cookie', setCookie(COOKIE, token, { secure, ...life }));
  }

  /**
   * Browsers follow `Clear-Site-Data` over https only, so the cookies with something personal are ended by name as well,
   * each where it was set: a cookie of another path is another cookie.
   */
  forget(response: ServerResponse): void {
    const { isSecure: secure } = this.settings;
    response.setHeader('clear-site-data', '"cache", "cookies", "storage"');
    response.setHeader(
      'set-cookie',
      PERSONAL_COOKIES.map(({ name, path }) => setCookie(name, '', { secure, path, maxAgeSeconds: 0 })),
    );
  }

  /** Throws when a browser says that another site made it post. */
  refuseCrossSite(request: IncomingMessage): void {
    this.judge.refuseCrossSite(request, 'client-pages');
  }

  /** Throws TOO_MANY_REQUESTS; off where the edge's own limit is off. */
  countTry(request: IncomingMessage): void {
    const perMinute = this.settings.values.perAddress === 0 ? 0 : TRIES_PER_MINUTE;
    this.limits.spend(`personal link ${this.judge.addressOf(request)}`, perMinute);
  }

  /** Runs what needs other services; while one is silent the browser gets a page that says so. */
  async orAway(
    request: IncomingMessage,
    response: ServerResponse,
    work: () => Promise<void>,
    away: (theme: ClientTheme) => string = awayPage,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      response.setHeader('retry-after', 30);
      sendPage(response, away(themeIn(request)), 503);
    }
  }
}
