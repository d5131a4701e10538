import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders, themeOf } from '@aftercare/pages';
import { LinkTokens, Open } from '@aftercare/platform';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import * as z from 'zod';
import { VisitPage } from '../../application/visit-page.js';
import type { LinkView } from '../../domain/visit-view.js';
import { visitCalendar } from '../ical/visit-calendar.js';
import { CANCEL_REASONS, cancelPage, unknownVisitPage, visitPage } from './visit.page.js';

const TOKEN = /^[0-9A-Za-z]{22}$/u;
const reasons = CANCEL_REASONS.map(({ value }) => value);
const cancelForm = z.object({ reason: z.enum(reasons).optional() });

const send = (response: ServerResponse, status: number, markup: string): void => {
  response.writeHead(status, pageHeaders).end(markup);
};

const goTo = (response: ServerResponse, location: string): void => {
  response.writeHead(303, { ...pageHeaders, location }).end();
};

/** P9. GET never changes anything, because mail scanners open every link. */
@Open()
@Controller('b')
export class VisitController {
  constructor(
    private readonly visits: VisitPage,
    private readonly links: LinkTokens,
  ) {}

  @Get(':token')
  async see(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const theme = themeOf(request.headers.cookie);
    const view = await this.viewOf(token);
    if (view === undefined) send(response, 404, unknownVisitPage(theme));
    else send(response, 200, visitPage(view, { token, theme }));
  }

  @Get(':token/cancel')
  async ask(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const theme = themeOf(request.headers.cookie);
    const view = await this.viewOf(token);
    if (view === undefined) send(response, 404, unknownVisitPage(theme));
    else if (view.kind === 'visit' && view.state === 'open') send(response, 200, cancelPage(view, { token, theme }));
    else goTo(response, `/b/${token}`);
  }

  @Post(':token/cancel')
  async cancel(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    const filled = cancelForm.safeParse(body ?? {});
    if ((await this.viewOf(token)) === undefined) {
      send(response, 404, unknownVisitPage(themeOf(request.headers.cookie)));
      return;
    }
    await this.visits.cancel(token, filled.data?.reason ?? null);
    goTo(response, `/b/${token}`);
  }

  @Get(':token/appointment.ics')
  async calendar(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const view = await this.viewOf(token);
    if (view?.kind !== 'visit') {
      send(response, 404, unknownVisitPage(themeOf(request.headers.cookie)));
      return;
    }
    const file = visitCalendar(view, { link: this.links.url('b', token), now: this.visits.now() });
    response
      .writeHead(200, {
        ...pageHeaders,
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'attachment; filename="appointment.ics"',
      })
      .end(file);
  }

  private viewOf(token: string): Promise<LinkView | undefined> {
    return TOKEN.test(token) ? this.visits.see(token) : Promise.resolve(undefined);
  }
}
