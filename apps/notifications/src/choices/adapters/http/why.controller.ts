import type { IncomingMessage, ServerResponse } from 'node:http';
import { onKnownLink, sendPage } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { WhyThisMessage } from '../../application/why-this-message.js';
import { TITLE } from './choices.page.js';
import { whyPage } from './why.page.js';

/** P11: why did I get this? */
@Open()
@Controller('w')
export class WhyController {
  constructor(private readonly why: WhyThisMessage) {}

  @Get(':token')
  explain(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const kind = { title: TITLE, find: (one: string) => this.why.explain(one) };
    return onKnownLink({ token, request, response }, kind, (view, theme) => {
      sendPage(response, whyPage(view, { theme, here: `/w/${token}` }));
    });
  }
}
