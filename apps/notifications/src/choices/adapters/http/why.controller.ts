import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders, themeOf } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { WhyThisMessage } from '../../application/why-this-message.js';
import { unknownLinkPage } from './choices.page.js';
import { whyPage } from './why.page.js';

const TOKEN = /^[0-9A-Za-z]{22}$/u;

/** P11: why did I get this? */
@Open()
@Controller('w')
export class WhyController {
  constructor(private readonly why: WhyThisMessage) {}

  @Get(':token')
  async explain(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const theme = themeOf(request.headers.cookie);
    const view = TOKEN.test(token) ? await this.why.explain(token) : undefined;
    const markup = view === undefined ? unknownLinkPage(theme) : whyPage(view, { theme, here: `/w/${token}` });
    response.writeHead(view === undefined ? 404 : 200, pageHeaders).end(markup);
  }
}
