import { NotFoundError } from '@aftercare/kernel';
import { InternalTokens, Open } from '@aftercare/platform';
import { All, Controller, Req, Res } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import type { Request, Response } from 'express';
import { NotePersonAccess } from '../../../audit/application/note-person-access.js';
import { JudgeRequest } from '../../application/judge-request.js';
import type { Exchange } from '../../application/own-page-forwarding.js';
import { apiRequestHeaders } from '../../domain/headers.js';
import { routeOf } from '../../domain/route.js';
import type { Route } from '../../domain/route.js';
import { ServiceCalls } from './service-calls.js';

type ApiRoute = Extract<Route, { kind: 'api' }>;

/** Everything that a service answers: the API behind a session, client pages and webhooks as they come. */
@Controller()
export class ForwardingController {
  constructor(
    private readonly judge: JudgeRequest,
    private readonly tokens: InternalTokens,
    private readonly notes: NotePersonAccess,
    private readonly calls: ServiceCalls,
  ) {}

  @Open()
  @All([
    'api/:service/v1/*path',
    ...['b/*path', 's/*path', 'u/*path', 'w/*path'],
    ...['hooks/twilio/*path', 'hooks/mail/reports'],
  ])
  async forward(@Req() request: RawBodyRequest<Request>, @Res() response: Response): Promise<void> {
    const route = routeOf(request.originalUrl);
    if (route?.kind === 'api') return this.forwardApi(route, { request, response });
    if (route?.kind === 'page') return this.calls.page(route, { request, response });
    throw new NotFoundError('there is nothing at this address');
  }

  private async forwardApi(route: ApiRoute, exchange: Exchange): Promise<void> {
    const { method = 'GET', headers } = exchange.request;
    const { account } = await this.judge.signedIn(exchange.request);
    const { accountId, clinicId, roles } = account;
    const { service, path, client } = route;
    const token = await this.tokens.sign({ kind: 'staff', accountId, clinicId, roles }, service);
    await this.notes.execute({ clinicId, accountId, method, service, path, client });
    await this.calls.api(route, apiRequestHeaders(headers, token), exchange);
  }
}
