import { seeOther, sendPage, themeIn } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentClient } from '../../application/current-client.js';
import { OpenPages } from '../../application/open-pages.js';
import { RequestLink } from '../../application/request-link.js';
import { returnPath } from '../../domain/return-path.js';
import { ClientBrowser } from './client-browser.js';
import { endedLinkPage, goPage, sentPage } from './personal.page.js';

/** As all client links (ux.md 2). */
const TOKEN = /^[0-9A-Za-z]{22}$/u;
const GONE = 410;

const goForm = z.object({ keep: z.literal('yes').optional() }).default({});
type GoForm = z.infer<typeof goForm>;

/** P5: a personal link. Only its button uses it up, because mail scanners open every link. */
@Open()
@Controller('go')
export class GoController {
  constructor(
    private readonly pages: OpenPages,
    private readonly current: CurrentClient,
    private readonly request: RequestLink,
    private readonly browser: ClientBrowser,
  ) {}

  /** The same page for every token: whether it still works is not looked up. */
  @Get(':token')
  show(@Param('token') token: string, @Req() request: Request, @Res() response: Response): void {
    const theme = themeIn(request);
    if (TOKEN.test(token)) sendPage(response, goPage(token, theme));
    else sendPage(response, endedLinkPage(undefined, theme), GONE);
  }

  @Post(':token')
  open(
    @Param('token') token: string,
    @Body({ schema: goForm }) form: GoForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.browser.refuseCrossSite(request);
    this.browser.countTry(request);
    return this.browser.orAway(request, response, async () => {
      const choice = { isKept: form.keep === 'yes' };
      const before = this.browser.tokenOf(request);
      const opened = TOKEN.test(token) ? await this.pages.execute(token, { ...choice, before }) : undefined;
      if (opened === undefined) {
        sendPage(response, endedLinkPage(TOKEN.test(token) ? token : undefined, themeIn(request)), GONE);
        return;
      }
      // Whoever had pages open in this browser before has them open no longer.
      await this.current.close(before);
      this.browser.open(response, opened.token, choice);
      seeOther(response, returnPath(opened.returnTo));
    });
  }

  /** Sends a new one where this one went; the same answer for every token. */
  @Post(':token/again')
  again(@Param('token') token: string, @Req() request: Request, @Res() response: Response): void {
    this.browser.refuseCrossSite(request);
    this.browser.countTry(request);
    if (TOKEN.test(token)) this.request.renew(token);
    sendPage(response, sentPage(themeIn(request)));
  }
}
