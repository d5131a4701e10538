import { ACCOUNT, TOKEN } from './sandbox.js';

/** The fields of Twilio's Messages resource that tests look at. */
export interface MessageResource {
  readonly sid: string;
  readonly status: string;
  readonly error_code: number | null;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly direction: string;
  readonly date_created: string;
}

export interface MessageList {
  readonly messages: readonly MessageResource[];
  readonly next_page_uri: string | null;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Twilio's REST API as its own client calls it. */
export class TwilioClient {
  constructor(
    private readonly baseUrl: string,
    private readonly token = TOKEN,
  ) {}

  send(
    text: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Answer<MessageResource & { readonly code?: number }>> {
    return this.call('/Messages.json', {
      method: 'POST',
      body: new URLSearchParams({ To: '+447700900101', From: '+447700900901', Body: 'hello', ...text }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  fetch(sid: string): Promise<Answer<MessageResource>> {
    return this.call(`/Messages/${sid}.json`, {});
  }

  list(query: Readonly<Record<string, string>>): Promise<Answer<MessageList>> {
    return this.call(`/Messages.json?${new URLSearchParams(query).toString()}`, {});
  }

  async follow(uri: string): Promise<MessageList> {
    const answer = await this.request<MessageList>(`${this.baseUrl}${uri}`, {});
    return answer.body;
  }

  private call<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    return this.request<T>(`${this.baseUrl}/2010-04-01/Accounts/${ACCOUNT}${path}`, init);
  }

  private async request<T>(url: string, init: RequestInit): Promise<Answer<T>> {
    const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${this.token}`).toString('base64')}`;
    const response = await fetch(url, { ...init, headers: { authorization } });
    return { status: response.status, body: (await response.json()) as T };
  }
}
