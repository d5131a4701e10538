import { DomainError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import twilio from 'twilio';
import { TwilioOptions } from './twilio-options.js';

/** The caller did not prove that it is Twilio. */
class SignatureRefusedError extends DomainError {
  override readonly code = 'SIGNATURE_REFUSED';
  override readonly kind = 'forbidden';
}

/** What Express adds to a request. */
interface WebhookRequest extends IncomingMessage {
  readonly originalUrl: string;
  readonly body: unknown;
}

type Params = Readonly<Record<string, string | readonly string[]>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isParam = (value: unknown): value is string | readonly string[] =>
  isText(value) || (Array.isArray(value) && value.every(isText));

/** A form's fields; anything nested cannot have been signed. */
const paramsOf = (body: unknown): Params | undefined => {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = Object.entries(body);
  const params = fields.filter((field): field is [string, string | readonly string[]] => isParam(field[1]));
  return params.length === fields.length ? Object.fromEntries(params) : undefined;
};

const headerOf = (request: IncomingMessage): string => {
  const header = request.headers['x-twilio-signature'];
  return isText(header) ? header : '';
};

/**
 * Lets Twilio's webhooks pass: HMAC-SHA1 over the exact public address with its query, and the sorted parameters, compared in constant time.
 * The address is made from the configured origin, never from headers that a caller sends.
 */
@Injectable()
export class TwilioSignature implements CanActivate {
  constructor(private readonly options: TwilioOptions) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<WebhookRequest>();
    const { authToken, publicUrl } = this.options.values;
    const signature = headerOf(request);
    const params = paramsOf(request.body);
    const url = `${publicUrl.replace(/\/+$/, '')}${request.originalUrl}`;
    if (signature === '' || params === undefined || !twilio.validateRequest(authToken, signature, url, params)) {
      throw new SignatureRefusedError('the signature does not fit this address and these parameters');
    }
    return true;
  }
}
