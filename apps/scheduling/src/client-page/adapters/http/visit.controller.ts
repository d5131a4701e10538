import type { IncomingMessage, ServerResponse } from 'node:http';
import { onKnownLink, seeOther, sendFile, sendPage } from '@aftercare/pages';
import type { LinkVisit } from '@aftercare/pages';
import { LinkTokens, Open } from '@aftercare/platform';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import * as z from 'zod';
import { VisitActs } from '../../application/visit-acts.js';
import { VisitPage } from '../../application/visit-page.js';
import type { LinkView } from '../../domain/visit-view.js';
import { visitCalendar } from '../ical/visit-calendar.js';
import { CANCEL_REASONS, cancelPage, TITLE, unknownVisitPage, visitPage } from './visit.page.js';
import type { Shown } from './visit.page.js';

const reasons = CANCEL_REASONS.map(({ value }) => value);
const confirmForm = z.object({ sequence: z.coerce.number().int().min(0).max(1_000_000) });
const cancelForm = z.object({ reason: z.enum(reasons).optional() });

/** P9. GET never changes anything, because mail scanners open every link. */
@Open()
@Controller('b')
export class VisitController {
  constructor(
    private readonly visits: VisitPage,
    private readonly acts: VisitActs,
    private readonly links: LinkTokens,
  ) {}

  @Get(':token')
  see(@Param('token') token: string, @Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    return this.answer({ token, request, response }, (view, shown) => {
      sendPage(response, visitPage(view, shown));
    });
  }

  /** Only the button says it: a mail scanner that opens every link confirms nothing. */
  @Post(':token/confirm')
  confirm(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    const filled = confirmForm.safeParse(body ?? {});
    return this.answer({ token, request, response }, async () => {
      if (filled.success) await this.acts.confirm(token, filled.data.sequence);
      seeOther(response, `/b/${token}`);
    });
  }

  @Get(':token/cancel')
  ask(@Param('token') token: string, @Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    return this.answer({ token, request, response }, (view, shown) => {
      if (view.kind === 'visit' && view.state === 'open') sendPage(response, cancelPage(view, shown));
      else seeOther(response, `/b/${token}`);
    });
  }

  @Post(':token/cancel')
  cancel(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    const filled = cancelForm.safeParse(body ?? {});
    return this.answer({ token, request, response }, async () => {
      await this.acts.cancel(token, filled.data?.reason ?? null);
      seeOther(response, `/b/${token}`);
    });
  }

  @Get(':token/appointment.ics')
  calendar(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    return this.answer({ token, request, response }, (view, { theme }) => {
      if (view.kind !== 'visit') {
        sendPage(response, unknownVisitPage(theme), 404);
        return;
      }
      const content = visitCalendar(view, { link: this.links.url('b', token), now: this.visits.now() });
      sendFile(response, { name: 'appointment.ics', type: 'text/calendar; charset=utf-8', content });
    });
  }

  private answer(visit: LinkVisit, answer: (view: LinkView, shown: Shown) => void | Promise<void>): Promise<void> {
    const kind = { title: TITLE, find: (token: string) => this.visits.see(token) };
    return onKnownLink(visit, kind, (view, theme) => answer(view, { token: visit.token, theme }));
  }
}
