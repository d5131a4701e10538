import { Open } from '@aftercare/platform';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OwnPageForwarding } from '../../../edge/application/own-page-forwarding.js';
import { ClientBrowser } from './client-browser.js';
import { KnownClient } from './known-client.js';
import { pathOf } from './to-sign-in.js';

const DIARY = ['day', 'day/*path', 'month', 'month/*path'];

/** P6, P7: pages under the client's sign-in that another service answers, as their owner. */
@Open()
@Controller('me')
export class OwnPagesController {
  constructor(
    private readonly known: KnownClient,
    private readonly browser: ClientBrowser,
    private readonly pages: OwnPageForwarding,
  ) {}

  @Get(DIARY)
  show(@Req() request: RawBodyRequest<Request>, @Res() response: Response): Promise<void> {
    return this.forward(request, response);
  }

  @Post(DIARY)
  async keep(@Req() request: RawBodyRequest<Request>, @Res() response: Response): Promise<void> {
    this.browser.refuseCrossSite(request);
    await this.forward(request, response);
  }

  private async forward(request: RawBodyRequest<Request>, response: Response): Promise<void> {
    const here = pathOf(request);
    const client = await this.known.orElsewhere({ request, response }, here);
    if (client === undefined) return;
    const { typed, said } = client;
    if (typed?.path === here) await this.pages.showTyped(client, typed, { request, response });
    else if (request.method === 'POST') await this.pages.forward(client, { request, response, answered: said });
    else await this.pages.forward(client, { request, response });
  }
}
