import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Open } from '@aftercare/platform';
import * as z from 'zod';
import { Mailbox, MAIL_FAULTS, type ReceivedMail } from '../../../mail/application/mailbox.js';
import {
  handsetSchema,
  plannedFaultSchema,
  SmsNetwork,
  type SmsMessage,
} from '../../../sms/application/sms-network.js';
import { Webhooks } from '../../../sms/application/webhooks.js';

const replySchema = z.strictObject({ from: z.string(), to: z.string(), body: z.string() });
const mailFaultSchema = z.strictObject({
  address: z.email(),
  fault: z.enum(MAIL_FAULTS).nullable(),
});
const sinceSchema = z.object({
  since: z.coerce.number().int().min(0).default(0),
  to: z.string().optional(),
  /** At most so many, counted before `to` is looked at. */
  limit: z.coerce.number().int().min(1).optional(),
});

/** From `since` on; `next` is where the following page begins. */
const pageOf = <T extends { readonly to: string }>(
  all: readonly T[],
  query: unknown,
): { readonly next: number; readonly items: readonly T[] } => {
  const { since, to, limit } = sinceSchema.parse(query);
  const next = limit === undefined ? all.length : Math.min(all.length, since + limit);
  return { next, items: all.slice(since, next).filter((one) => to === undefined || one.to === to) };
};

/** How a scenario or a test moves the outside world; never part of a product installation. */
@Controller('sandbox')
@Open()
export class ControlController {
  constructor(
    private readonly network: SmsNetwork,
    private readonly mailbox: Mailbox,
    private readonly webhooks: Webhooks,
  ) {}

  /** Texts in the order in which the network took them, from index `since` on. */
  @Get('texts')
  texts(@Query() query: unknown): { readonly next: number; readonly items: readonly SmsMessage[] } {
    return pageOf(this.network.all(), query);
  }

  /** Mails in order of arrival, from index `since` on. */
  @Get('mails')
  mails(@Query() query: unknown): { readonly next: number; readonly items: readonly ReceivedMail[] } {
    return pageOf(this.mailbox.all(), query);
  }

  /** A person answers a text. */
  @Post('replies')
  reply(@Body() body: unknown): Promise<SmsMessage> {
    return this.webhooks.inbound(replySchema.parse(body));
  }

  @Post('faults')
  @HttpCode(204)
  fault(@Body() body: unknown): void {
    this.network.plan(plannedFaultSchema.parse(body));
  }

  @Post('handsets')
  @HttpCode(204)
  handset(@Body() body: unknown): void {
    const { number, condition } = handsetSchema.parse(body);
    this.network.setHandset(number, condition);
  }

  @Post('mail-faults')
  @HttpCode(204)
  mailFault(@Body() body: unknown): void {
    const { address, fault } = mailFaultSchema.parse(body);
    this.mailbox.setFault(address, fault ?? undefined);
  }
}
