import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { pageHeaders } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import type { Response } from 'express';
import * as z from 'zod';
import { Webhooks } from '../../../sms/application/webhooks.js';
import { Correspondence } from '../../application/correspondence.js';
import { mailboxPage, peoplePage, phonePage } from './device-pages.js';

const replyForm = z.object({ to: z.string().min(1), body: z.string().trim().min(1).max(1600) });

/** People's devices as pages: look what arrived, and answer a text. */
@Controller()
@Open()
export class PhonesController {
  constructor(
    private readonly correspondence: Correspondence,
    private readonly webhooks: Webhooks,
  ) {}

  @Get()
  people(@Res() response: Response): void {
    show(response, peoplePage(this.correspondence.phones(), this.correspondence.mailboxes()));
  }

  @Get('phones/:number')
  phone(@Param('number') number: string, @Res() response: Response): void {
    show(response, phonePage(number, this.correspondence.textsOf(number)));
  }

  @Get('mailboxes/:address')
  mailbox(@Param('address') address: string, @Res() response: Response): void {
    show(response, mailboxPage(address, this.correspondence.mailsTo(address)));
  }

  /** An empty reply is not sent; the page simply comes back. */
  @Post('phones/:number/replies')
  async reply(@Param('number') number: string, @Body() body: unknown, @Res() response: Response): Promise<void> {
    const form = replyForm.safeParse(body);
    if (form.success) await this.webhooks.inbound({ from: number, ...form.data });
    response.redirect(303, `/phones/${encodeURIComponent(number)}`);
  }
}

const show = (response: Response, page: string): void => {
  response.set(pageHeaders).send(page);
};
