import { TransientError } from '@aftercare/kernel';
import { inSpan } from '@aftercare/messaging';
import type { z } from 'zod';
import { NoAnswerInTimeError, plainCall } from '../http/plain-call.js';
import type { PlainAnswer } from '../http/plain-call.js';
import { traceHeaders } from '../tracing/trace-headers.js';
import type { InternalTokens } from './internal-tokens.js';

/** The services that answer internal look-ups. */
export type LookUpService = 'scheduling' | 'notifications' | 'outcomes';

/** The owner of a fact did not answer usefully in time. */
export class OwnerSilentError extends TransientError {
  override readonly code = 'OWNER_SILENT';
  override readonly retryAfterSeconds = 1;
}

/** Machine time; a look-up that takes longer delays a whole slot of reminders. */
const TIMEOUT_MS = 2000;

/** Bulk look-ups at other services, over kept-alive connections, with a token of this service. */
export class ServiceClient {
  constructor(
    private readonly self: string,
    private readonly addresses: Readonly<Record<LookUpService, string>>,
    private readonly tokens: InternalTokens,
  ) {}

  /** Every failure (refusal, time-out, broken answer) is OWNER_SILENT; its cause says which. */
  post<T>(service: LookUpService, path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    const facts = { owner: service, route: path };
    return inSpan(`ask ${service}`, { kind: 'client', facts }, () => this.ask(service, path, body, schema));
  }

  private async ask<T>(service: LookUpService, path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    const call = { url: new URL(path, this.addresses[service]), body: JSON.stringify(body) };
    try {
      const token = await this.tokens.sign({ kind: 'service', service: this.self }, service);
      const { status, text } = await this.askTwice(call, token);
      if (status < 200 || status > 299) throw new Error(`${service} answered ${status}`);
      return schema.parse(JSON.parse(text));
    } catch (cause) {
      throw new OwnerSilentError(`${service} did not answer ${call.url.pathname}`, { cause });
    }
  }

  /** Look-ups only read, so asking again over another connection is harmless. */
  private async askTwice(call: { readonly url: URL; readonly body: string }, token: string): Promise<PlainAnswer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...traceHeaders() };
    const once = () => plainCall(call.url, { method: 'POST', headers, body: call.body, timeoutMs: TIMEOUT_MS });
    try {
      return await once();
    } catch (error) {
      if (error instanceof NoAnswerInTimeError) throw error;
      return once();
    }
  }
}
