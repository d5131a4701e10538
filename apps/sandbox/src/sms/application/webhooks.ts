import { Injectable } from '@nestjs/common';
import { Activity } from '@aftercare/kernel';
import { plainCall } from '@aftercare/platform';
import { signatureOf } from '../domain/signature.js';
import { SmsNetwork } from './sms-network.js';
import { optOutTypeOf, OPT_OUT_REPLIES } from '../domain/opt-out.js';
import type { SmsMessage } from '../domain/message.js';

/** What the sandbox needs to know of the account whose Twilio it plays. */
export abstract class TwilioAccount {
  abstract readonly accountSid: string;
  abstract readonly authToken: string;
  /** Where inbound texts are posted. */
  abstract readonly inboundUrl: string;
  /** Twilio's own opt-out keywords: it answers and blocks STOP by itself. */
  abstract readonly ownOptOut: boolean;
}

/** Twilio's own limit. */
const TIMEOUT_MS = 15_000;

/** Posts signed webhooks, as Twilio does: delivery states in order, and inbound texts. Never repeats one by itself. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly account: TwilioAccount,
    private readonly network: SmsNetwork,
    private readonly activity: Activity,
  ) {}

  /** Lets a message travel: sent, then delivered or undelivered, each told to its status callback. Does not wait. */
  travel(sid: string): void {
    const done = this.activity.begin('sms delivery');
    void this.tellStates(sid).finally(done);
  }

  /** A person writes a text to a clinic's number. Resolves when our webhook has answered. */
  async inbound(text: { readonly from: string; readonly to: string; readonly body: string }): Promise<SmsMessage> {
    const message = this.network.receive(text);
    const optOut = this.account.ownOptOut ? optOutTypeOf(text.body) : undefined;
    if (optOut === 'STOP') this.network.block(text.to, text.from);
    if (optOut === 'START') this.network.unblock(text.to, text.from);
    if (optOut !== undefined)
      this.network.answerByItself({ from: text.to, to: text.from, body: OPT_OUT_REPLIES[optOut] });
    await this.post(this.account.inboundUrl, {
      MessageSid: message.sid,
      SmsSid: message.sid,
      AccountSid: this.account.accountSid,
      From: text.from,
      To: text.to,
      Body: text.body,
      NumMedia: '0',
      NumSegments: '1',
      ...(optOut === undefined ? {} : { OptOutType: optOut }),
    });
    return message;
  }

  private async tellStates(sid: string): Promise<void> {
    for (let message = this.network.advance(sid); message !== undefined; message = this.network.advance(sid)) {
      if (message.statusCallback === null) continue;
      await this.post(message.statusCallback, {
        MessageSid: sid,
        SmsSid: sid,
        AccountSid: this.account.accountSid,
        From: message.from,
        To: message.to,
        MessageStatus: message.status,
        SmsStatus: message.status,
        ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
      });
    }
  }

  /** A webhook that is refused or cannot be reached is lost, as it would be at Twilio. */
  private async post(url: string, fields: Readonly<Record<string, string>>): Promise<void> {
    this.activity.count('webhooks');
    await plainCall(new URL(url), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signatureOf(this.account.authToken, url, fields),
      },
      body: new URLSearchParams(fields).toString(),
      timeoutMs: TIMEOUT_MS,
    }).catch(() => undefined);
  }
}
