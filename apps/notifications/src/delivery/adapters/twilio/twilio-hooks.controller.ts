import { Open } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import * as z from 'zod';
import { ReceiveReply } from '../../../replies/application/receive-reply.js';
import { DeliveryReports } from '../../application/ports.js';
import { TwilioSignature } from './twilio-signature.js';
import { faultOf } from './error-policy.js';
import { statusOf } from './twilio-status.js';

const idField = z.string().min(1).max(64);

// Twilio adds fields as it likes; only these are read.
const statusCallback = z.looseObject({
  MessageSid: idField,
  MessageStatus: z.string().min(1).max(32),
  ErrorCode: z.string().max(10).optional(),
  To: z.string().min(1).max(32).optional(),
});
// Our own attempt id: clinic, row and claim.
const statusQuery = z.looseObject({ a: z.string().min(1).max(300) });

const inboundMessage = z.looseObject({
  MessageSid: idField,
  From: z.string().min(1).max(32),
  To: z.string().min(1).max(32),
  Body: z.string().max(10_000).default(''),
  OptOutType: z.string().max(16).optional(),
});

/** Twilio's webhooks. A signed call is answered 204 whatever it says, because Twilio can do nothing about our refusal; repeats are harmless. */
@Open()
@UseGuards(TwilioSignature)
@Controller('hooks/twilio')
export class TwilioHooksController {
  constructor(
    private readonly reports: DeliveryReports,
    private readonly receiveReply: ReceiveReply,
  ) {}

  @Post('status')
  @HttpCode(204)
  async status(@Query() query: unknown, @Body() body: unknown): Promise<void> {
    const callback = statusCallback.safeParse(body);
    const address = statusQuery.safeParse(query);
    if (!callback.success || !address.success) return;
    const { MessageSid: providerId, MessageStatus, ErrorCode: errorCode, To: to } = callback.data;
    const status = statusOf(MessageStatus);
    if (status === undefined) return;
    await this.reports.execute({
      attemptId: address.data.a,
      channel: 'sms',
      providerId,
      status,
      ...faultOf(errorCode),
      ...(to === undefined ? {} : { to }),
    });
  }

  @Post('inbound')
  @HttpCode(204)
  async inbound(@Body() body: unknown): Promise<void> {
    const message = inboundMessage.safeParse(body);
    if (!message.success) return;
    const { MessageSid: messageId, From: from, To: to, Body: text, OptOutType: optOutType } = message.data;
    await this.receiveReply.execute({ messageId, from, to, text, ...(optOutType === undefined ? {} : { optOutType }) });
  }
}
