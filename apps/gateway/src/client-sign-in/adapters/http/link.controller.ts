import { sendPage, themeIn } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { RequestLink } from '../../application/request-link.js';
import { returnPath } from '../../domain/return-path.js';
import { ClientBrowser } from './client-browser.js';
import { linkPage, sentPage } from './personal.page.js';

const linkForm = z.object({
  address: z.string().trim().max(254).default(''),
  return: z.string().max(512).optional(),
});
type LinkForm = z.infer<typeof linkForm>;
const linkQuery = z.object({ return: z.string().max(512).optional() });
type LinkQuery = z.infer<typeof linkQuery>;

/** P5: asking for a personal link. */
@Open()
@Controller('link')
export class LinkController {
  constructor(
    private readonly request: RequestLink,
    private readonly browser: ClientBrowser,
  ) {}

  @Get()
  show(@Query({ schema: linkQuery }) query: LinkQuery, @Req() request: Request, @Res() response: Response): void {
    sendPage(response, linkPage(themeIn(request), { returnTo: returnPath(query.return) }));
  }

  /** The same answer for every address, and what follows happens after it. */
  @Post()
  send(@Body({ schema: linkForm }) form: LinkForm, @Req() request: Request, @Res() response: Response): void {
    this.browser.refuseCrossSite(request);
    this.browser.countTry(request);
    const theme = themeIn(request);
    const returnTo = returnPath(form.return);
    if (form.address === '') {
      sendPage(response, linkPage(theme, { returnTo, problem: true }), 400);
      return;
    }
    this.request.ask({ address: form.address, returnTo });
    sendPage(response, sentPage(theme));
  }
}
