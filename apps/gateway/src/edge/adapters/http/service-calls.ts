import type { IncomingMessage } from 'node:http';
import { traceHeaders } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { CLIENT_COOKIES, keepCookies, keepSetCookies } from '../../application/cookies.js';
import { EdgeSettings } from '../../application/edge-settings.js';
import type { Exchange, ForwardedRequest } from '../../application/own-page-forwarding.js';
import { pageRequestHeaders, responseHeaders } from '../../domain/headers.js';
import type { Headers } from '../../domain/headers.js';
import type { Route } from '../../domain/route.js';
import { forward, ServiceUnavailableError } from './upstream-call.js';
import { sendUnavailablePage } from './unavailable-page.js';

type Sent = Record<string, string | readonly string[]>;
type ForwardedRoute = Exclude<Route, { kind: 'own' }>;
type PageRoute = Exclude<ForwardedRoute, { kind: 'api' }>;

/** Undefined while the body is still on its way. Large uploads were parsed without keeping their bytes; their meaning is in the JSON. */
const bodyOf = (request: ForwardedRequest): Buffer | undefined => {
  if (request.rawBody !== undefined) return request.rawBody;
  return request.readableEnded && request.body !== undefined ? Buffer.from(JSON.stringify(request.body)) : undefined;
};

const wantsHtml = (request: IncomingMessage): boolean => (request.headers.accept ?? '').includes('text/html');

/** The id in our log lines goes on to the service's. */
const requestId = (request: IncomingMessage) =>
  'id' in request && typeof request.id === 'string' ? { 'x-request-id': request.id } : {};

const pageCookies = ({ headers }: IncomingMessage): Headers => {
  const kept = keepSetCookies(headers['set-cookie'] ?? [], CLIENT_COOKIES);
  return kept.length === 0 ? {} : { 'set-cookie': kept };
};

/** Sends requests on to the services, and their answers back. */
@Injectable()
export class ServiceCalls {
  constructor(private readonly settings: EdgeSettings) {}

  /** Sends no cookie, and lets none come back. */
  api(route: ForwardedRoute, headers: Sent, exchange: Exchange): Promise<void> {
    return this.send(route, headers, exchange, () => ({}));
  }

  /** Only the cookies of client pages travel. While the service is away, a browser gets a page that says so. */
  async page(route: PageRoute, exchange: Exchange, identity: Readonly<Record<string, string>> = {}): Promise<void> {
    const { method, headers } = exchange.request;
    const cookies = keepCookies(headers.cookie, CLIENT_COOKIES);
    const sent = { ...pageRequestHeaders(headers, cookies, route.target), ...identity };
    try {
      await this.send(route, sent, exchange, pageCookies);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableError) || !wantsHtml(exchange.request)) throw error;
      const isBehindLink = route.kind === 'page';
      sendUnavailablePage(exchange.response, { wasSaving: method === 'POST', isBehindLink, cookies: headers.cookie });
    }
  }

  private async send(
    route: ForwardedRoute,
    headers: Sent,
    { request, response, form, answered }: Exchange,
    cookiesOf: (answer: IncomingMessage) => Headers,
  ): Promise<void> {
    const body = form ?? bodyOf(request);
    const call = {
      base: this.settings.values.upstreams[route.service],
      target: route.target,
      method: form === undefined ? (request.method ?? 'GET') : 'POST',
      headers: { ...headers, ...requestId(request), ...traceHeaders() },
      body,
    };
    await forward(call, { from: request, to: response }, async (answer) => {
      if ((answer.statusCode ?? 502) < 500) await answered?.();
      return { ...responseHeaders(answer.headers), ...cookiesOf(answer) };
    });
  }
}
