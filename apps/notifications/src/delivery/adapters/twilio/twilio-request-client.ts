import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type http from 'twilio/lib/http/response.js';
import type { TwilioOptions } from './twilio-options.js';

/** 429 with Twilio's own wish for when to come back; the SDK's exception leaves that header out. */
export class TwilioBusyError extends Error {
  constructor(readonly afterSeconds: number | undefined) {
    super('the provider asks for fewer requests');
  }
}

const secondsOf = (headers: unknown): number | undefined => {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const value: unknown = Reflect.get(headers, 'retry-after');
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : undefined;
};

/** Sends the SDK's requests to the configured origin and never repeats one: a repeated create could send twice. */
export class TwilioRequestClient extends twilio.RequestClient {
  private readonly origin: URL;

  constructor({ values }: TwilioOptions) {
    super({ timeout: values.timeoutMs, autoRetry: false });
    this.origin = new URL(values.baseUrl);
  }

  override async request<TData>(options: RequestClient.RequestOptions<TData>): Promise<http.default<TData>> {
    const uri = new URL(options.uri);
    uri.protocol = this.origin.protocol;
    uri.host = this.origin.host;
    const answer = await super.request<TData>({ ...options, uri: uri.toString() });
    if (answer.statusCode === 429) throw new TwilioBusyError(secondsOf(answer.headers));
    return answer;
  }
}
