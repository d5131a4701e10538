import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { MachineTime } from '@aftercare/kernel';
import { Open } from '@aftercare/platform';
import type { Request, Response } from 'express';
import * as z from 'zod';
import { SmsNetwork, type Acceptance } from '../../application/sms-network.js';
import { TwilioAccount, Webhooks } from '../../application/webhooks.js';
import type { ApiError } from '../../domain/faults.js';
import { toResource, type MessageFilter } from '../../domain/message.js';

/** Longer than any client of ours waits for an answer. */
const SLOW_MS = 30_000;

const createForm = z.object({
  To: z.string(),
  From: z.string(),
  Body: z.string().min(1),
  StatusCallback: z.string().optional(),
  ValidityPeriod: z.coerce.number().optional(),
});

const listQuery = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  DateSent: z.string().optional(),
  'DateSent>': z.string().optional(),
  'DateSent<': z.string().optional(),
  PageSize: z.coerce.number().int().min(1).max(1000).default(50),
  Page: z.coerce.number().int().min(0).default(0),
});

/** Twilio's REST API for messages, version 2010-04-01: create, fetch, list. */
@Controller('2010-04-01/Accounts/:account')
@Open()
export class TwilioApiController {
  constructor(
    private readonly account: TwilioAccount,
    private readonly network: SmsNetwork,
    private readonly webhooks: Webhooks,
    private readonly machine: MachineTime,
  ) {}

  @Post('Messages.json')
  async create(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    if (!this.authentic(request.headers.authorization)) {
      refuse(response, UNAUTHORISED);
      return;
    }
    const form = createForm.safeParse(body);
    if (!form.success) {
      refuse(response, { status: 400, code: 21602, message: 'Message body is required.' });
      return;
    }
    const acceptance = this.network.accept({
      to: form.data.To,
      from: form.data.From,
      body: form.data.Body,
      statusCallback: form.data.StatusCallback ?? null,
      validitySeconds: form.data.ValidityPeriod ?? null,
    });
    await this.answer(acceptance, request, response);
  }

  @Get('Messages.json')
  list(
    @Headers('authorization') authorisation: string | undefined,
    @Query() query: unknown,
    @Res() response: Response,
  ): void {
    if (!this.authentic(authorisation)) {
      refuse(response, UNAUTHORISED);
      return;
    }
    const parsed = listQuery.parse(query);
    const all = this.network.list(filterOf(parsed));
    const from = parsed.Page * parsed.PageSize;
    const page = all.slice(from, from + parsed.PageSize);
    const path = `/2010-04-01/Accounts/${this.account.accountSid}/Messages.json`;
    response.json({
      messages: page.map((message) => toResource(message, this.account.accountSid)),
      page: parsed.Page,
      page_size: parsed.PageSize,
      start: from,
      end: from + page.length - 1,
      uri: path,
      first_page_uri: `${path}?PageSize=${parsed.PageSize}&Page=0`,
      previous_page_uri: null,
      next_page_uri: from + page.length < all.length ? `${path}?${nextPage(parsed)}` : null,
    });
  }

  @Get('Messages/:sid.json')
  fetch(
    @Headers('authorization') authorisation: string | undefined,
    @Param('sid') sid: string,
    @Res() response: Response,
  ): void {
    if (!this.authentic(authorisation)) {
      refuse(response, UNAUTHORISED);
      return;
    }
    const message = this.network.find(sid);
    if (message === undefined) {
      refuse(response, { status: 404, code: 20404, message: `${sid} was not found` });
      return;
    }
    response.json(toResource(message, this.account.accountSid));
  }

  private async answer(acceptance: Acceptance, request: Request, response: Response): Promise<void> {
    if (acceptance.outcome === 'refused') {
      refuse(response, acceptance.error);
      return;
    }
    if (acceptance.outcome === 'no-connection') {
      request.socket.destroy();
      return;
    }
    this.webhooks.travel(acceptance.message.sid);
    if (acceptance.line === 'drop-reply') {
      request.socket.destroy();
      return;
    }
    if (acceptance.line === 'slow') await this.machine.sleep(SLOW_MS);
    response.status(201).json(toResource(acceptance.message, this.account.accountSid));
  }

  private authentic(authorisation: string | undefined): boolean {
    const expected = Buffer.from(`${this.account.accountSid}:${this.account.authToken}`).toString('base64');
    return authorisation === `Basic ${expected}`;
  }
}

const UNAUTHORISED: ApiError = { status: 401, code: 20003, message: 'Authenticate' };

const refuse = (response: Response, error: ApiError): void => {
  const { status, code, message } = error;
  response.status(status).json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
};

const filterOf = (query: z.output<typeof listQuery>): MessageFilter => ({
  to: query.To,
  from: query.From,
  sentOn: query.DateSent,
  sentAfter: query['DateSent>'],
  sentBefore: query['DateSent<'],
});

const nextPage = (query: z.output<typeof listQuery>): string => {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, Page: query.Page + 1 })) next.set(name, String(value));
  return next.toString();
};
