import { sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import twilio from 'twilio';
import { SmsSender } from '../../application/ports.js';
import type { LookUpResult, SendOutcome, SmsLookUp, SmsMessage } from '../../application/ports.js';
import { providerCall } from '../provider-call.js';
import { TwilioOptions } from './twilio-options.js';
import { outcomeOf } from './twilio-outcome.js';
import { TwilioRequestClient } from './twilio-request-client.js';
import { faultOf } from './error-policy.js';
import { statusOf } from './twilio-status.js';

/** A sender writes a few texts a day to one person; more than this many lie behind the attempt in question. */
const LOOK_UP_LIMIT = 50;
/**
 * Twilio's times are whole seconds of another machine's clock, which may be behind ours: a text that is there and is not
 * found would be sent twice. No two rows say the same words to one person within this time.
 */
const CLOCK_SLACK_MS = 30_000;
/** Twilio's least and most for `ValidityPeriod`, in seconds. */
const VALIDITY = { min: 1, max: 36_000 } as const;

@Injectable()
export class TwilioSmsSender extends SmsSender {
  private readonly client: ReturnType<typeof twilio>;

  constructor(options: TwilioOptions) {
    super();
    const { accountSid, authToken } = options.values;
    this.client = twilio(accountSid, authToken, { httpClient: new TwilioRequestClient(options) });
  }

  override send(message: SmsMessage): Promise<SendOutcome> {
    const { clinicId } = message;
    return providerCall({ provider: 'twilio', channel: 'sms', clinicId }, () => this.create(message));
  }

  private async create(message: SmsMessage): Promise<SendOutcome> {
    const { from, to, body, statusCallback, validitySeconds } = message;
    // The SDK would throw before calling, which must not look like a lost call.
    if (from === '' || to === '' || body === '')
      return { outcome: 'refused', code: 'INCOMPLETE', reason: 'PROVIDER_REFUSED' };
    const validity =
      validitySeconds === undefined
        ? {}
        : { validityPeriod: Math.min(Math.max(Math.floor(validitySeconds), VALIDITY.min), VALIDITY.max) };
    try {
      const made = await this.client.messages.create({ from, to, body, statusCallback, ...validity });
      // Whatever answered 2xx without a message id was not Twilio, or not whole.
      return typeof made.sid === 'string' && made.sid !== ''
        ? { outcome: 'accepted', providerId: made.sid }
        : { outcome: 'in-doubt' };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  override async lookUp({ from, to, sentAfter, bodyHash }: SmsLookUp): Promise<LookUpResult> {
    try {
      const messages = await this.client.messages.list({ from, to, limit: LOOK_UP_LIMIT, pageSize: LOOK_UP_LIMIT });
      const since = Math.floor(sentAfter.getTime() / 1000) * 1000 - CLOCK_SLACK_MS;
      const found = messages.find(
        ({ dateCreated, body }) => dateCreated.getTime() >= since && sha256(body) === bodyHash,
      );
      if (found === undefined) return { found: false };
      return {
        found: true,
        providerId: found.sid,
        status: statusOf(found.status) ?? 'accepted',
        ...faultOf(found.errorCode),
      };
    } catch {
      return { found: 'unanswered' };
    }
  }
}
