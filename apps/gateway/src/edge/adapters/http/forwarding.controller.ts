import { NotFoundError } from '@aftercare/kernel';
import { InternalTokens, Open, traceHeaders } from '@aftercare/platform';
import { All, Controller, Req, Res } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import type { Request, Response } from 'express';
import { NotePersonAccess } from '../../../audit/application/note-person-access.js';
import { CLIENT_COOKIES, keepCookies, keepSetCookies } from '../../application/cookies.js';
import { EdgeSettings } from '../../application/edge-settings.js';
import { JudgeRequest } from '../../application/judge-request.js';
import { apiRequestHeaders, pageRequestHeaders, responseHeaders } from '../../domain/headers.js';
import { routeOf } from '../../domain/route.js';
import type { Route } from '../../domain/route.js';
import { forward, ServiceUnavailableError } from './upstream-call.js';
import { sendUnavailablePage } from './unavailable-page.js';

type Forwarded = RawBodyRequest<Request>;
type ApiRoute = Extract<Route, { kind: 'api' }>;
type PageRoute = Extract<Route, { kind: 'page' }>;

/** A body that was read here is sent with its own length, whatever coding it came in. */
const withLength = (headers: Record<string, string | readonly string[]>, body: Buffer | undefined) => {
  if (body === undefined) return headers;
  const kept = Object.entries(headers).filter(([name]) => name !== 'content-encoding' && name !== 'transfer-encoding');
  return { ...Object.fromEntries(kept), 'content-length': String(body.length) };
};

/** Undefined while the body is still on its way. Large uploads were parsed without keeping their bytes; their meaning is in the JSON. */
const bodyOf = (request: Forwarded): Buffer | undefined => {
  if (request.rawBody !== undefined) return request.rawBody;
  return request.readableEnded && request.body !== undefined ? Buffer.from(JSON.stringify(request.body)) : undefined;
};

const wantsHtml = (request: Request): boolean => (request.headers.accept ?? '').includes('text/html');

/** Everything that a service answers: the API behind a session, client pages and webhooks as they come. */
@Controller()
export class ForwardingController {
  constructor(
    private readonly settings: EdgeSettings,
    private readonly judge: JudgeRequest,
    private readonly tokens: InternalTokens,
    private readonly notes: NotePersonAccess,
  ) {}

  @Open()
  @All([
    'api/:service/v1/*path',
    ...['b/*path', 's/*path', 'u/*path', 'w/*path'],
    ...['hooks/twilio/*path', 'hooks/mail/reports'],
  ])
  async forward(@Req() request: Forwarded, @Res() response: Response): Promise<void> {
    const route = routeOf(request.originalUrl);
    if (route?.kind === 'api') return this.forwardApi(route, request, response);
    if (route?.kind === 'page') return this.forwardPage(route, request, response);
    throw new NotFoundError('there is nothing at this address');
  }

  private async forwardApi(route: ApiRoute, request: Forwarded, response: Response): Promise<void> {
    const { account } = await this.judge.signedIn(request);
    const { accountId, clinicId, roles } = account;
    const { service, path, client } = route;
    const token = await this.tokens.sign({ kind: 'staff', accountId, clinicId, roles }, service);
    await this.notes.execute({ clinicId, accountId, method: request.method, service, path, client });
    const headers = { ...apiRequestHeaders(request.headers, token), ...requestId(request) };
    await this.send(route, headers, { request, response });
  }

  private async forwardPage(route: PageRoute, request: Forwarded, response: Response): Promise<void> {
    const cookies = keepCookies(request.headers.cookie, CLIENT_COOKIES);
    const headers = { ...pageRequestHeaders(request.headers, cookies, route.target), ...requestId(request) };
    try {
      await this.send(route, headers, { request, response });
    } catch (error) {
      if (!(error instanceof ServiceUnavailableError) || !wantsHtml(request)) throw error;
      sendUnavailablePage(response, request.method === 'POST', request.headers.cookie);
    }
  }

  private async send(
    route: ApiRoute | PageRoute,
    headers: Record<string, string | readonly string[]>,
    { request, response }: { readonly request: Forwarded; readonly response: Response },
  ): Promise<void> {
    const body = bodyOf(request);
    const call = {
      base: this.settings.values.upstreams[route.service],
      target: route.target,
      method: request.method,
      headers: withLength({ ...headers, ...traceHeaders() }, body),
      body,
    };
    await forward(call, { from: request, to: response }, (answer) => ({
      ...responseHeaders(answer.headers),
      ...(route.kind === 'api' ? {} : pageCookies(answer.headers['set-cookie'])),
    }));
  }
}

const pageCookies = (lines: readonly string[] = []) => {
  const kept = keepSetCookies(lines, CLIENT_COOKIES);
  return kept.length === 0 ? {} : { 'set-cookie': kept };
};

/** The id in our log lines goes on to the service's. */
const requestId = (request: Request) =>
  'id' in request && typeof request.id === 'string' ? { 'x-request-id': request.id } : {};
