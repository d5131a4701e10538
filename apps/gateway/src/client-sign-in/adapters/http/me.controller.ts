import { seeOther, sendPage, themeIn } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentClient } from '../../application/current-client.js';
import { PersonalLinks } from '../../application/ports.js';
import type { ClientSession } from '../../application/ports.js';
import { returnPath } from '../../domain/return-path.js';
import { ClientBrowser } from './client-browser.js';
import { closedPage, mePage, whoPage } from './personal.page.js';
import { pathOf, toSignIn } from './to-sign-in.js';

const whoForm = z.object({ client: z.string().max(64) });
type WhoForm = z.infer<typeof whoForm>;

/** P5: the personal pages' first one. */
@Open()
@Controller('me')
export class MeController {
  constructor(
    private readonly current: CurrentClient,
    private readonly links: PersonalLinks,
    private readonly browser: ClientBrowser,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.current.of(this.browser.tokenOf(request));
    if (session === undefined) toSignIn(response, pathOf(request));
    else await this.browser.orAway(request, response, () => this.showTo(session, request, response));
  }

  /** Which of the people with one address it is. */
  @Post('who')
  async choose(
    @Body({ schema: whoForm }) form: WhoForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.browser.refuseCrossSite(request);
    const session = await this.current.of(this.browser.tokenOf(request));
    if (session === undefined) {
      toSignIn(response, '/me');
      return;
    }
    await this.current.choose(session, form.client);
    seeOther(response, returnPath(session.returnTo));
  }

  @Post('close')
  async close(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.browser.refuseCrossSite(request);
    await this.current.close(this.browser.tokenOf(request));
    this.browser.forget(response);
    sendPage(response, closedPage(themeIn(request)));
  }

  private async showTo(session: ClientSession, request: Request, response: Response): Promise<void> {
    const { clinicId, clientRefs, clientRef } = session;
    const pages = await this.links.pagesOf(clinicId, clientRef === undefined ? clientRefs : [clientRef]);
    const [own] = pages?.clients ?? [];
    if (pages === undefined || own === undefined) {
      // The record is gone, and with it what these pages were about.
      await this.current.close(this.browser.tokenOf(request));
      toSignIn(response, '/me');
    } else if (clientRef === undefined) sendPage(response, whoPage(pages, themeIn(request)));
    else sendPage(response, mePage(pages, own, themeIn(request)));
  }
}
